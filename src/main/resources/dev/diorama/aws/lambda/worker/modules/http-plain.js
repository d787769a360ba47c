module.exports = require('@diorama/http')('http:');
