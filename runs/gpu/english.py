"""Train variants of memn2n-english on one graphics card, stories told by worker processes. Scratch."""
import argparse, os, queue, random, sys, time
os.environ["OMP_NUM_THREADS"] = "1"
from dataclasses import replace
from itertools import chain
from pathlib import Path
import multiprocessing as mp
import numpy as np
import torch
from safetensors.torch import load_file, save_file

from memviz.models.english_checkpoint import load_english
from memviz.models.memn2n_english import EnglishConfig, EnglishNetwork
from memviz.tensors.english import FIXED, AGES, CODES, EnglishBatch, _ages, _numbers, _padded
from memviz.tensors.goals import Goals, goals
from memviz.tensors.packed import Packed, packed
from memviz.training.english.items import Mixture, items
from memviz.training.english.loss import losses

WAVES, NEAR = torch.tensor([1.5, 3, 6, 12, 24]), torch.tensor([0.5, 1, 2, 4])


def compact(batch, rng, stretched):
    asked = [i.asked for i in batch]
    rows, at = packed([each.pieces for item in asked for each in (*item.sentences, *item.questions)])
    numbers = [_numbers(item) for item in asked]
    ids = _padded([[own[e] for s in item.sentences for e in s.stems] for item, own in zip(asked, numbers)])
    slot = _padded([[i for i, e in enumerate(item.sentences) for _ in e.words] for item in asked])
    lengths = np.array([sum(len(e.words) for e in item.sentences) for item in asked])
    ages = _padded([_ages(len(item.sentences), rng, stretched) for item in asked])
    heard = [e for item in asked for e in item.sentences]
    piece = np.array([at[e.pieces] + f for e in heard for f in e.first], np.int32)
    capital = np.array(list(chain.from_iterable(e.capitals for e in heard)), np.uint8)
    most = max(len(item.questions) for item in asked)
    longest = 1 + max((len(q.named) for item in asked for q in item.questions), default=0)
    there = np.zeros((len(asked), most, longest), bool)
    there[:, :, 0] = True
    qpiece, qids = (np.zeros(there.shape, np.int32) for _ in range(2))
    qcap = np.zeros(there.shape, np.uint8)
    for m, item in enumerate(asked):
        for q, question in enumerate(item.questions):
            words = question.named
            own = slice(1, 1 + len(words))
            qpiece[m, q, 0] = at[question.pieces]
            qpiece[m, q, own] = [at[question.pieces] + question.first[i] for i in words]
            qcap[m, q, own] = [question.capitals[i] for i in words]
            qids[m, q, own] = [numbers[m][question.stems[i]] for i in words]
            there[m, q, own] = True
    right = goals([i.goals for i in batch], [e.sentences for e in asked])
    return dict(
        rows=[(r.pieces.numpy().astype(np.int32), r.place.numpy().astype(np.int16), r.grid.numpy().astype(np.int32)) for r in rows],
        ids=ids.astype(np.int16), slot=slot.astype(np.uint8), lengths=lengths.astype(np.int32), ages=ages.astype(np.int16),
        piece=piece, capital=capital, there=there, qpiece=qpiece, qids=qids.astype(np.int16), qcap=qcap,
        codes=max(map(len, numbers)),
        fixed=right.fixed.numpy(), spans=right.spans.numpy().astype(np.int16), facts=right.facts.numpy().astype(bool), asked=right.asked.numpy(),
        source=[i.source[0] for i in batch],
    )


def age_features(ages):
    ages = ages[..., None].float()
    waves = ages / WAVES.to(ages.device)
    return torch.cat([waves.sin(), waves.cos(), (-ages / NEAR.to(ages.device)).exp(), ages.log1p(), ages / 20], -1)


def same(a, b):
    return ((a == b) & (a > 0)).float()


def expand(c, device):
    def to(a, kind=None):
        t = torch.from_numpy(a).to(device, non_blocking=True)
        return t if kind is None else t.to(kind)
    L = torch.long
    rows = [Packed(to(p, L), to(l, L), to(g, L)) for p, l, g in c["rows"]]
    ids, slot, ages = to(c["ids"], L), to(c["slot"], L), to(c["ages"], L)
    M, T = ids.shape
    S = ages.shape[1]
    filled = torch.arange(T, device=device) < to(c["lengths"])[:, None]
    W = int(c["lengths"].sum())
    flat = filled.flatten()
    grid = torch.where(filled, (flat.cumsum(0) - 1).view(M, T), W)
    at = torch.from_numpy(np.flatnonzero(np.arange(T) < c["lengths"][:, None])).to(device)
    owner = at // T
    codes = (torch.randint(0, 2, (M, c["codes"], CODES), device=device) * 2 - 1).float() / CODES**0.5
    codes[:, 0] = 0
    there, qids = to(c["there"]), to(c["qids"], L)
    n = int(c["there"].sum())
    tf = there.flatten()
    qgrid = torch.where(tf, tf.cumsum(0) - 1, n).view(-1, there.shape[2])
    m = torch.arange(M, device=device)[:, None, None]
    slots = slot.flatten()[at]
    batch = EnglishBatch(
        rows=rows, piece=to(c["piece"], L), code=codes[owner, ids.flatten()[at]], capital=to(c["capital"], L),
        age=age_features(ages[owner, slots]), grid=grid, filled=filled, slot=slot,
        within=(slot[:, :, None] == torch.arange(S, device=device)) & filled[:, :, None],
        same=same(ids[:, :, None], ids[:, None]), slot_age=age_features(ages),
        asked_piece=to(c["qpiece"], L), asked_code=codes[m, qids], asked_capital=to(c["qcap"], L),
        asked=there, asked_grid=qgrid, asked_same=same(qids[:, :, :, None], ids[:, None, None]))
    right = Goals(to(c["fixed"]), to(c["spans"], L), to(c["facts"], torch.float32), to(c["asked"]))
    return batch, right


def batches(source, budget, most, pool, chance):
    while True:
        got = sorted((next(source) for _ in range(pool)), key=lambda i: (len(i.asked.sentences), i.size))
        found, batch, size = [], [], 0
        for item in got:
            if batch and (size + item.size > budget or len(batch) == most):
                found.append(batch); batch, size = [], 0
            batch.append(item); size += item.size
        if batch:
            found.append(batch)
        chance.shuffle(found)
        yield from found


def teller(number, queues, seed, args, table):
    torch.set_num_threads(1)
    from memviz.tensors.pieces import Pieces
    pieces = Pieces(table)
    source = items(f"{seed} {number}", Mixture(babi=args.babi, sketches=args.sketches, short=args.short), pieces, args.longest, args.span)
    rng, chance = np.random.default_rng([number, 77]), random.Random(number)
    for batch in batches(source, args.budget, args.most, args.pool, chance):
        data = compact(batch, rng, .5)
        given = False
        while not given:
            for q in queues:
                try:
                    q.put_nowait(data); given = True
                except queue.Full:
                    pass
            if not given:
                time.sleep(.005)


def learner(name, q, args, out, begin):
    torch.set_num_threads(1)
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.allow_tf32 = True
    device = torch.device(args.device)
    shipped = load_english("memn2n-english")
    torch.manual_seed(5)
    options = dict(a=dict(dim=256, slot_layers=3), b=dict(dim=256, slot_layers=2), c={})[name]
    config = replace(shipped.network.config, **options)
    network = EnglishNetwork(config)
    network.encoder.load_state_dict(shipped.network.encoder.state_dict())
    network.encoder.requires_grad_(False)
    tuned = name == "b"
    if tuned:
        network.encoder.layers[-1].requires_grad_(True)
    network.to(device).train()
    named = {k: p for k, p in network.named_parameters() if p.requires_grad}
    groups = [dict(params=[p for k, p in named.items() if not k.startswith("encoder")], share=1.0),
              dict(params=[p for k, p in named.items() if k.startswith("encoder")], share=args.tune)]
    optimizer = torch.optim.AdamW([g for g in groups if g["params"]], lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=device.type == "cuda")
    learned = list(named.values())
    average = [p.detach().clone() for p in learned]
    totals, sums, start, step, last, snaps, nq = {}, torch.zeros(3, device=device), begin, 0, time.time(), 0, 0
    wait = 0.0
    while True:
        now = time.time() - start
        if now >= args.seconds:
            break
        w0 = time.time()
        try:
            c = q.get(timeout=30)
        except queue.Empty:
            print(name, "starved", flush=True); os._exit(1)
        wait += time.time() - w0
        share = min(1.0, (step + 1) / args.warm, (args.seconds - now) / (args.seconds * args.fall))
        for g in optimizer.param_groups:
            g["lr"] = args.rate * share * g["share"]
        batch, right = expand(c, device)
        with torch.set_grad_enabled(tuned):
            x = network.encoder(batch.rows)
        mem = network.written(x, batch)
        hops = network.reading(mem, network.words.asked(x, batch), batch)
        found = losses(network.response(mem, hops[-1].u_next, batch), hops, right)
        optimizer.zero_grad(set_to_none=True)
        found.total.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0, foreach=True)
        optimizer.step()
        step += 1
        kept = min(args.average, step / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(average, [p.detach() for p in learned], 1 - kept)
            sums += torch.stack([found.answers.detach().sum(), found.facts.detach().sum(), found.count])
        nq += int(c["asked"].sum())
        if time.time() - last > args.say:
            s = sums.tolist()
            print(f"{name} {now:.0f}s step {step} q {nq} answers {s[0]/s[2]:.3f} facts {s[1]/s[2]:.3f} wait {wait:.1f} rate {args.rate*share:.2e} mem {torch.cuda.max_memory_allocated()/1e9 if device.type=='cuda' else 0:.1f}", flush=True)
            sums.zero_(); last = time.time(); wait = 0.0
        if snaps < len(args.snaps) and now > args.snaps[snaps] * args.seconds:
            save_file({k: a.half().cpu() for k, a in zip(named, average)}, out / f"{name}-{snaps}.safetensors")
            snaps += 1
    save_file({k: a.cpu() for k, a in zip(named, average)}, out / f"{name}-final.safetensors", {"q": str(nq), "step": str(step)})
    print(name, "done", step, nq, flush=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--device", default="cuda"); p.add_argument("--seconds", type=float, default=60)
    p.add_argument("--out", type=Path, required=True); p.add_argument("--workers", type=int, default=10)
    p.add_argument("--networks", default="ab"); p.add_argument("--budget", type=int, default=24000)
    p.add_argument("--most", type=int, default=256); p.add_argument("--pool", type=int, default=768)
    p.add_argument("--rate", type=float, default=1e-3); p.add_argument("--warm", type=int, default=300)
    p.add_argument("--fall", type=float, default=.45); p.add_argument("--average", type=float, default=.9995)
    p.add_argument("--tune", type=float, default=.1); p.add_argument("--say", type=float, default=20)
    p.add_argument("--babi", type=float, default=.15); p.add_argument("--sketches", type=float, default=.5)
    p.add_argument("--short", type=int, default=10); p.add_argument("--seed", default="card")
    p.add_argument("--snaps", type=float, nargs="*", default=[.55])
    args = p.parse_args()
    begin = time.time()
    args.out.mkdir(parents=True, exist_ok=True)
    shipped = load_english("memn2n-english")
    args.longest, args.span = shipped.network.config.encoder.longest, shipped.network.config.span
    table = shipped.pieces.table
    context = mp.get_context("fork")
    queues = [context.Queue(64) for _ in args.networks]
    tellers = [context.Process(target=teller, args=(i, queues, args.seed, args, table), daemon=True) for i in range(args.workers)]
    for each in tellers:
        each.start()
    learners = [context.Process(target=learner, args=(n, q, args, args.out, begin)) for n, q in zip(args.networks, queues)]
    for each in learners:
        each.start()
    while any(each.is_alive() for each in learners):
        time.sleep(.5)
        if any(each.exitcode for each in learners) and time.time() - begin < 120:
            print("a learner has failed", [each.exitcode for each in learners], flush=True); os._exit(3)
        if not any(each.is_alive() for each in tellers):
            print("no teller is left", flush=True); os._exit(3)
    for each in learners:
        if each.is_alive() and time.time() - begin < 120: each.kill()
    for each in tellers:
        each.kill()
    os._exit(0)


if __name__ == "__main__":
    main()
