// Drives Vectray with the official TypeScript SDK: index, search, edit, search again.
//
//     drive.mjs v1|v2 FOLDER URL
//     drive.mjs v1|v2 FOLDER COMMAND ARGUMENT...
//
// v1 is the SDK with the handshake, v2 the one of the stateless protocol. VECTRAY_MCP_CLIENTS has the packages.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const [generation, folder, target, ...args] = process.argv.slice(2);
const require = createRequire(`${process.env.VECTRAY_MCP_CLIENTS}/here.js`);
const isHttp = target.startsWith('http:');

function connection() {
    if (generation === 'v1') {
        const { Client } = require('@modelcontextprotocol/sdk/client/index.js');
        const { StdioClientTransport } = require('@modelcontextprotocol/sdk/client/stdio.js');
        const { StreamableHTTPClientTransport } = require('@modelcontextprotocol/sdk/client/streamableHttp.js');
        return { Client, StdioClientTransport, StreamableHTTPClientTransport, options: {} };
    }
    const { Client, StreamableHTTPClientTransport } = require('@modelcontextprotocol/client');
    const { StdioClientTransport } = require('@modelcontextprotocol/client/stdio');
    const options = { versionNegotiation: { mode: { pin: '2026-07-28' } } };
    return { Client, StdioClientTransport, StreamableHTTPClientTransport, options };
}

const { Client, StdioClientTransport, StreamableHTTPClientTransport, options } = connection();
const client = new Client({ name: 'drive', version: '1.0.0' }, options);
const transport = isHttp
    ? new StreamableHTTPClientTransport(new URL(target), { requestInit: { headers: { 'Vectray-Allow-Manage': 'true' } } })
    : new StdioClientTransport({ command: target, args, env: process.env });

async function call(name, more) {
    const result = await client.callTool({ name, arguments: { path: folder, ...more } });
    assert(!result.isError, JSON.stringify(result));
    return result.structuredContent; // the client has checked it against the tool's outputSchema
}

async function until(condition) {
    for (const end = Date.now() + 60_000; !(await condition()); await sleep(50))
        assert(Date.now() < end, `not in time: ${condition}`);
}

await client.connect(transport);
assert.equal(client.getServerVersion().name, 'vectray');
const { tools } = await client.listTools();
assert.deepEqual(tools.map(tool => tool.name).sort(),
                 ['clear_index', 'get_indexing_status', 'index_codebase', 'list_indexed', 'search_code']);

writeFileSync(`${folder}/kettle.py`, 'def boil_water():\n    return 100\n');
await call('index_codebase');
await until(async () => (await call('get_indexing_status')).folders[0]?.state === 'up to date');
const { resources } = await client.listResources();
assert.deepEqual(resources.map(resource => resource.title), [`Index of ${folder}`]);
const { contents } = await client.readResource({ uri: resources[0].uri });
assert.equal(JSON.parse(contents[0].text).folders[0].files, 1);
let { results } = await call('search_code', { query: 'boil water' });
assert.match(results[0].text, /boil_water/);

writeFileSync(`${folder}/kettle.py`, 'def brew_tea():\n    return 85\n');
await until(async () => (await call('search_code', { query: 'brew tea' })).results.some(hit => hit.text.includes('brew_tea')));
({ results } = await call('search_code', { query: 'boil water' }));
assert(!results.some(hit => hit.text.includes('boil_water')), 'what is gone from the file is gone from the index');

const bad = await client.callTool({ name: 'search_code', arguments: { path: folder, query: 'x', limit: 999 } });
assert.equal(bad.isError, true);
await call('clear_index');
assert.deepEqual((await call('list_indexed')).folders, []);
await client.close();
