module.exports = { performance: globalThis.performance, PerformanceObserver: class { observe() {} disconnect() {} } };
