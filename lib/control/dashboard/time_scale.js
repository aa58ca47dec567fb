// Where times lie from left to right: true to scale, or stretched where much happens at once and squeezed where nothing does.
const grain = 4000;  // ns: what lies closer together than this is hardly told apart
const widest = 15;   // no pause is wider than so many grains' worth

export function trueScale(from, to, left, right) {
    const per = (right - left) / Math.max(1, to - from);
    return (t) => left + (t - from) * per;
}

/// `times`: ascending, in ns.
export function stretchedScale(times, left, right) {
    const distinct = times.filter((t, i) => i === 0 || t !== times[i - 1]);
    const along = [0];
    for (let i = 1; i < distinct.length; ++i) {
        along.push(along[i - 1] + Math.min(widest, Math.log2(1 + (distinct[i] - distinct[i - 1]) / grain) + 0.3));
    }
    const per = (right - left) / Math.max(1, along[along.length - 1]);
    return (t) => {
        let low = 0;
        let high = distinct.length - 1;
        while (low < high) {
            const half = (low + high + 1) >> 1;
            if (distinct[half] <= t) low = half;
            else high = half - 1;
        }
        return left + along[low] * per;
    };
}
