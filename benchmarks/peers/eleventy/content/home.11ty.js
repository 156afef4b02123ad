export const data = { permalink: "index.html" };

export const render = () => "<!doctype html><title>Benchmark</title><h1>Benchmark</h1>";
