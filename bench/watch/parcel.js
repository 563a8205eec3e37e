// Tells on standard output what @parcel/watcher sees below the folder that is named: "ready", then a path a line.
import { subscribe } from '@parcel/watcher';

await subscribe(process.argv[2], (error, events) => {
  for (const event of events ?? []) console.log(event.path);
});
console.log('ready');
