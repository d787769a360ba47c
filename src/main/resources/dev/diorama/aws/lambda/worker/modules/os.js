// node:os as a function on Lambda sees it; nothing of this machine shows.
// docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
const megabytes = Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 128);
module.exports = {
  EOL: '\n', devNull: '/dev/null',
  arch: () => process.arch, platform: () => 'linux', type: () => 'Linux', release: () => '5.10.0', version: () => '#1 SMP', machine: () => 'x86_64',
  hostname: () => 'localhost', homedir: () => '/home/sbx_user1051', tmpdir: () => '/tmp', endianness: () => 'LE',
  totalmem: () => megabytes * 1048576, freemem: () => megabytes * 524288, availableParallelism: () => module.exports.cpus().length,
  // Six vCPUs at the most, in proportion to the memory: docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
  cpus: () => Array.from({ length: Math.max(2, Math.min(6, Math.ceil(megabytes / 1769))) }, () => ({ model: 'unknown', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } })),
  uptime: () => process.uptime(), loadavg: () => [0, 0, 0], networkInterfaces: () => ({}),
  userInfo: () => ({ uid: 993, gid: 990, username: 'sbx_user1051', homedir: '/home/sbx_user1051', shell: null }),
  constants: { signals: {}, errno: {} },
};
