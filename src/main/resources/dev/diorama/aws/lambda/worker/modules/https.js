module.exports = require('@diorama/http')('https:');
