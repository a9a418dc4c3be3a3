"""One worker process of the offline engine: JSON lines in, JSON lines out.

Run as `python -m l10n.engines._offline_worker MODEL THREADS SLOTS FOLDER`. It ends when its input
closes, so no worker outlives the tool. llama.cpp logs to stdout and stderr: both are silenced, and
answers go out through a copy of the original stdout.

Texts that are asked for together are decoded together, one in each slot: a token of four texts costs
half of one of a single text. What all prompts begin with, the examples, is evaluated once, kept
in FOLDER, and put into every slot before each question, so that an answer does not depend on what
was asked before.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

_CONTEXT = 2048
_KEPT = 24  # heads on disk: 15 to 30 MB each


def main() -> None:
    """Answers requests until stdin ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    model, threads, slots, folder = sys.argv[1:]
    runtime = Runtime(model, int(threads), int(slots), Path(folder))
    for line in sys.stdin:
        task = json.loads(line)
        out.write(json.dumps({"id": task["id"], **runtime.answers(task)}) + "\n")
        out.flush()


class Runtime:
    """llama.cpp with a model."""

    def __init__(self, model: str, threads: int, slots: int, folder: Path) -> None:
        self._slots, self._folder = slots, folder
        self._key = secrets.token_hex()  # its server listens on loopback, where others may be
        self._server = self._start(model, threads)
        stat = Path(model).stat() if Path(model).exists() else None
        made_by = (model, stat and (stat.st_size, stat.st_mtime_ns), slots, _CONTEXT)
        self._mark = repr((made_by, version("xllamacpp") if stat else ""))

    def _start(self, model: str, threads: int) -> Any:
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = model
        params.cpuparams.n_threads = threads
        params.cpuparams_batch.n_threads = threads
        params.n_parallel = self._slots
        params.n_ctx = _CONTEXT * self._slots
        params.n_ubatch = 64  # of 512, room for the scores of 152,000 tokens each takes 0.3 GB
        params.n_gpu_layers = 0
        params.swa_full = True
        params.warmup = False
        params.verbosity = -1
        # Of several slots it is slow on a CPU: 109 ms a token, 76 without it.
        params.flash_attn_type = xllamacpp.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
        # Weights are packed anew for the CPU: a mapped file would stay beside them, 0.5 GB.
        params.load_mode = xllamacpp.llama_load_mode.LLAMA_LOAD_MODE_NONE
        params.cache_ram_mib = 0
        params.api_keys = [self._key]
        params.slot_save_path = f"{self._folder}{os.sep}"
        return xllamacpp.Server(params)

    def answers(self, task: dict[str, Any]) -> dict[str, Any]:
        """`{"answers": […]}`, one for each text, or `{"error": …}`."""
        request = {
            "temperature": task["temperature"],
            "seed": 1,
            "cache_prompt": True,
            "stop": task["stop"],
        }
        if task.get("grammar"):
            request["grammar"] = task["grammar"]
        if "messages" in task:  # the model's own chat template
            request |= {"messages": task["messages"], "max_tokens": task["limit"]}
            request |= {"logprobs": True, "top_logprobs": 1}
            said = self._server.handle_chat_completions(request)
        else:
            if task["fresh"] and task["head"]:
                self._begin(task["head"])
            prompts = [task["head"] + tail for tail in task["tails"]]
            request |= {"prompt": prompts, "n_predict": task["limit"], "n_probs": 1}
            said = self._server.handle_completions(request)
        if not said.get("choices"):
            return {"error": str(said.get("error", said))[:300]}
        choices = sorted(said["choices"], key=lambda choice: choice["index"])
        return {"answers": [_answer(choice) for choice in choices]}

    def _begin(self, head: str) -> None:
        """Puts the evaluated `head` into every slot.

        Where the folder can't be written, each slot evaluates it once, which costs time alone.
        """
        name = hashlib.sha256(f"{self._mark}\0{head}".encode()).hexdigest()[:16] + ".head"
        path = self._folder / name
        if not (path.exists() and self._restore(name)) and self._keep(head, path):
            self._restore(name)
        with contextlib.suppress(OSError):  # another worker may have cleared it away
            path.touch(exist_ok=True)

    def _restore(self, name: str) -> bool:
        wanted = {"filename": name}
        return all(self._slot(slot, "restore", wanted) for slot in range(self._slots))

    def _keep(self, head: str, path: Path) -> bool:
        """Evaluates `head` in slot 0 and writes its state; False when it can't be written."""
        request = {"prompt": head, "n_predict": 1, "cache_prompt": True, "id_slot": 0}
        self._server.handle_completions(request)
        temporary = path.with_name(f"{path.stem}.{os.getpid()}.tmp")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not self._slot(0, "save", {"filename": temporary.name}):
                return False
            temporary.replace(path)
            self._clear()
        except OSError:
            return False
        return True

    def _clear(self) -> None:
        """Leaves the heads that were used last."""
        heads = sorted(self._folder.glob("*.head"), key=lambda path: path.stat().st_mtime)
        for path in heads[:-_KEPT]:
            path.unlink(missing_ok=True)

    def _slot(self, number: int, action: str, body: dict[str, str]) -> bool:
        request = Request(
            f"{self._server.listening_address}/slots/{number}?action={action}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"},
        )
        try:
            with urlopen(request) as answer:
                return bool(answer.status == 200)
        except HTTPError:  # a state of another version, or a full disk
            return False


def _answer(choice: dict[str, Any]) -> dict[str, Any]:
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
