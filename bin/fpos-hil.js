#!/usr/bin/env node
// Starts the command line. Old syntax on purpose: an old Node must be able to read this file and say so.
'use strict';

var NODE_MAJOR_MIN = 24;

function stop(message) {
  process.stderr.write('fpos-hil: ' + message + '\n');
  process.exit(2);
}

function start() {
  var fs = require('fs');
  var path = require('path');
  var url = require('url');
  // What was read once starts in half the time; where nothing can be kept it just takes longer.
  require('module').enableCompileCache();
  // The checkout runs its source; the package has the build only.
  var source = path.join(__dirname, '..', 'scripts', 'cli', 'main.ts');
  var build = path.join(__dirname, '..', 'dist', 'scripts', 'cli', 'main.js');
  var main = fs.existsSync(source) ? source : build;
  import(url.pathToFileURL(main).href)
    .then(function (program) {
      return program.main(process.argv.slice(2));
    })
    .then(function (exitCode) {
      process.exitCode = exitCode;
    })
    .catch(function (error) {
      if (process.env.FPOS_HIL_DEBUG === '1') console.error(error);
      stop(
        'cannot start: ' + String(error && error.message).split('\n')[0] + ' (is it installed completely?)',
      );
    });
}

if (parseInt(process.version.slice(1), 10) < NODE_MAJOR_MIN) {
  stop(
    'needs Node ' +
      NODE_MAJOR_MIN +
      ', found ' +
      process.version +
      '; Node ' +
      NODE_MAJOR_MIN +
      ' comes with the package: start it with `npx fpos-hil …`',
  );
} else {
  start();
}
