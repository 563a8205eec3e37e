// Tells on standard output what chokidar sees below the folder that is named: "ready", then a path a line.
import { watch } from 'chokidar';

const watcher = watch(process.argv[2], { ignoreInitial: true, alwaysStat: false });
watcher.on('ready', () => console.log('ready'));
watcher.on('all', (event, path) => console.log(path));
