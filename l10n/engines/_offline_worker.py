"""One worker process of the offline engine: JSON lines in, JSON lines out.

Run as `python -m l10n.engines._offline_worker MODEL THREADS`. It ends when its input closes,
so no worker outlives the tool. llama.cpp logs to stdout and stderr: both are silenced, and
answers go out through a copy of the original stdout.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def main() -> None:
    """Answers requests until stdin ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    server = _server(sys.argv[1], int(sys.argv[2]))
    for line in sys.stdin:
        task = json.loads(line)
        out.write(json.dumps({"id": task["id"], **_complete(server, task)}) + "\n")
        out.flush()


def _server(model: str, threads: int) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    params.n_parallel = 1  # more slots change greedy output, and are slower on a CPU
    params.n_ctx = 2048
    params.n_ubatch = 64  # of 512, room for the scores of 152,000 tokens each takes 0.3 GB
    params.n_gpu_layers = 0
    params.swa_full = True
    params.warmup = False
    params.verbosity = -1
    return xllamacpp.Server(params)


def _complete(server: Any, task: dict[str, Any]) -> dict[str, Any]:
    request = {
        "temperature": task["temperature"],
        "seed": 1,
        "cache_prompt": True,
        "stop": task["stop"],
    }
    if task.get("grammar"):
        request["grammar"] = task["grammar"]
    if isinstance(task["prompt"], str):
        request |= {"prompt": task["prompt"], "n_predict": task["limit"], "n_probs": 1}
        answer = server.handle_completions(request)
    else:  # the model's own chat template
        request |= {"messages": task["prompt"], "max_tokens": task["limit"]}
        request |= {"logprobs": True, "top_logprobs": 1}
        answer = server.handle_chat_completions(request)
    if not answer.get("choices"):
        return {"error": str(answer.get("error", answer))[:300]}
    choice = answer["choices"][0]
    tokens = (choice.get("logprobs") or {}).get("content") or []
    scores = [token["logprob"] for token in tokens]
    return {
        "text": choice["text"] if "text" in choice else choice["message"]["content"],
        "logprob": sum(scores) / len(scores) if scores else 0.0,
        "cut": choice.get("finish_reason") == "length",
    }


if __name__ == "__main__":
    status = 1
    try:
        main()
        status = 0
    finally:  # llama.cpp's threads do not end with the interpreter, which would wait for ever
        os._exit(status)
