"""(draft)"""

import numpy as np

from . import DIRECTIONS, FALL, RISE, Alarm, Found

F = np.float64
M = 10
SIZES = (0.10, 0.15, 0.20, 0.25)
P = dict(
    q=1e-5,
    q_alone=4e-5,
    qc=1e-4,
    thr=4.0,
    rho0=0.015,
    rho_w=60.0,
    hold=8,
    v0=0.015,
    ramp_w=0.5,
    drift_prior=0.002,
)


def run(n, k, sig, nsig, way, par=P):
    """n,k: (S,T) arrays; sig (S,) sorted; way (S,) +1,-1,0"""
    S, T = n.shape
    starts = np.searchsorted(sig, np.arange(nsig))

    def tot(v):
        return np.add.reduceat(v, starts)[sig]

    b = np.zeros(S)
    V = np.full(S, np.nan)
    seen = np.zeros(S, bool)
    c = np.zeros(S)
    Pc = np.zeros(S)
    num = np.full(nsig, par["rho0"] * par["rho_w"] * 0.25)
    den = np.full(nsig, par["rho_w"] * 0.25)
    A0 = np.zeros((M, S))
    A1 = A0.copy()
    R1 = A0.copy()
    R2 = A0.copy()
    RY = A0.copy()
    B = A0.copy()
    VB = np.ones((M, S))
    ok = np.zeros((M, S), bool)
    hold = np.zeros(S, int)
    sr = np.zeros((2, S))
    alarms = []
    stats = np.zeros((2, S, T))
    for t in range(T):
        nt = n[:, t]
        kt = k[:, t]
        here = nt > 0
        x = np.arcsin(np.sqrt((kt + 0.375) / (nt + 0.75)))
        rho = (num / den)[sig]
        var = (1 + (nt - 1) * rho) / (4 * np.maximum(nt, 1))
        # newcomers
        new = here & ~seen
        if new.any():
            cnt = tot(seen.astype(F))
            mean = tot(np.where(seen, b, 0)) / np.maximum(cnt, 1)
            sq = tot(np.where(seen, (b - mean) ** 2, 0)) / np.maximum(cnt, 1)
            m0 = tot(np.where(here, x, 0)) / np.maximum(tot(here.astype(F)), 1)
            v0 = (par["v0"] * 5 + sq * cnt) / (5 + cnt)
            few = cnt < 3
            b = np.where(new, np.where(few, m0, mean), b)
            V = np.where(new, np.where(few, v0 * 2, v0), V)
            seen = seen | new
        Vb = np.where(seen, V, 1.0)
        e = x - b
        # common, leave one out
        pd = sr.max(axis=0) * par["drift_prior"]
        z2 = (e - c) ** 2 / (var + Vb + Pc + 1e-9)
        rob = np.where(z2 > 4, 2 / np.sqrt(np.maximum(z2, 1e-9)), 1.0) / (1 + pd)
        g = np.where(here, rob / (var + Vb), 0)
        G = tot(g) - g
        E = tot(g * e) - g * e
        others = tot(seen.astype(F)) - 1
        use = others >= 3
        Pp = Pc + par["qc"]
        innov = E / np.maximum(G, 1e-9) - c
        iv = 1 / np.maximum(G, 1e-9) + Pp
        jump = innov**2 / iv > 9
        Pp = np.where(jump, Pp + innov**2, Pp)
        Pn = 1 / (1 / Pp + G)
        c = np.where(use, Pn * (c / Pp + E), 0.0)
        Pc = np.where(use, Pn, 0.0)
        y = x - c
        w = np.where(here, 1 / (var + Pc), 0.0)
        # bank: row for candidate start t
        r = t % M
        A0[r] = A1[r] = R1[r] = R2[r] = RY[r] = 0
        B[r] = b
        VB[r] = Vb
        ok[r] = seen & (hold <= 0)
        age = (t - np.arange(M)) % M + 1
        ra = np.minimum(age / 8, 1)[:, None]
        wy = w * (y - B)
        A0 += w
        A1 += wy
        R1 += ra * w
        R2 += ra * ra * w
        RY += ra * wy
        K = VB / (1 + VB * A0)
        p = np.sin(np.clip(b + c, 0.05, 1.5)) ** 2
        KA1 = K * A1
        Us, Is = A1 - A0 * KA1, A0 - A0 * A0 * K
        Ur, Ir = RY - R1 * KA1, R2 - R1 * R1 * K
        for d, sgn in enumerate((1, -1)):
            tot_lr = np.zeros(S)
            for size in SIZES:
                pn = np.clip(p + sgn * size, 0.003, 0.997)
                dl = np.arcsin(np.sqrt(pn)) - np.arcsin(np.sqrt(p))
                h = dl * dl / 2
                tot_lr += (np.exp(np.minimum(dl * Us - h * Is, 30)) * ok).sum(axis=0) * (1 - par["ramp_w"])
                tot_lr += (np.exp(np.minimum(dl * Ur - h * Ir, 30)) * ok).sum(axis=0) * par["ramp_w"]
            sr[d] = tot_lr / len(SIZES)
            stats[d, :, t] = sr[d]
        # dispersion
        ve = var + Vb + Pc
        ex = e - c
        aw = np.where(here & (nt > 1), 1 / (1 + pd), 0)
        ex2 = np.minimum(ex**2, 9 * ve)
        num += np.add.reduceat(aw * (nt - 1) * (ex2 - Vb - Pc - 1 / (4 * np.maximum(nt, 1))), starts) / 22
        den += np.add.reduceat(aw * (nt - 1) ** 2 / (4 * np.maximum(nt, 1)), starts) / 22
        num = np.maximum(num, -0.01 * den)
        # baseline
        q = np.where(use, par["q"], par["q_alone"]) + np.where(hold > 0, 1.5e-3, 0)
        Kg = Vb * w / (1 + Vb * w)
        b = np.where(here, b + Kg * (y - b), b)
        V = np.where(here, Vb / (1 + Vb * w), Vb) + q
        # alarms
        over = sr > par["thr_exp"]
        hit = over.any(axis=0) & (hold <= 0)
        for s in np.flatnonzero(hit):
            d = int(sr[1, s] > sr[0, s])
            sgn = 1 - 2 * d
            if way[s] in (0, sgn):
                alarms.append((s, t, sgn))
            rows = np.flatnonzero(ok[:, s])
            score = (A1 / np.sqrt(np.maximum(A0, 1e-9)))[rows, s] * sgn
            best = rows[np.argmax(score)]
            b[s] = B[best, s] + A1[best, s] / A0[best, s]
            V[s] = 1 / A0[best, s] + 0.004
            hold[s] = par["hold"] + 1
            ok[:, s] = False
            sr[:, s] = 0
        hold -= 1
    return alarms, stats, dict(rho=num / den, c=c, b=b, V=V)


def find(counts):
    from datetime import date as _d

    if not counts.peers:
        return Found([], [])
    names = sorted(set(zip(counts.signals, counts.peers)))
    at = {name: i for i, name in enumerate(names)}
    row = np.array([at[one] for one in zip(counts.signals, counts.peers)])
    weeks = np.array(counts.weeks)
    first = weeks.min()
    col = (weeks - first) // 7
    n = np.zeros((len(names), col.max() + 1))
    k = n.copy()
    n[row, col] = counts.denominators
    k[row, col] = counts.numerators
    signals = sorted({one for one, _ in names})
    sig = np.array([signals.index(one) for one, _ in names])
    way = np.array([{RISE: 1, FALL: -1}.get(DIRECTIONS.get(one), 0) for one, _ in names])
    alarms, _, _ = run(n, k, sig, len(signals), way, P | {"thr_exp": 130})
    found = []
    for s, t, d in alarms:
        lo = max(0, t - 7)
        ob = k[s, lo : t + 1].sum() / max(n[s, lo : t + 1].sum(), 1)
        ba = k[s, :lo].sum() / max(n[s, :lo].sum(), 1)
        found.append(
            Alarm(
                names[s][1],
                names[s][0],
                _d.fromordinal(int(first + 7 * t)),
                RISE if d > 0 else FALL,
                float(ba),
                float(ob),
            )
        )
    return Found(sorted(found, key=lambda a: (a.week, a.peer, a.signal)), [])
