namespace OrleansML.Learning.Monitoring;

/// <summary>
/// Running totals of one objective as they stood at past moments, for what came to them within the last minutes or hours. One total per minute is
/// kept over the longest window, so a window begins up to a minute early, and never late. Not safe for concurrent use.
/// </summary>
internal sealed class SloHistory
{
    /// <summary>Time between two totals that are kept.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly (TimeSpan At, SloCounts Total)[] _kept = new (TimeSpan, SloCounts)[(int)(SloWindows.Longest / Step) + 2];
    private int _next;
    private int _count;

    /// <summary>Keeps a total, unless the last was kept less than a <see cref="Step"/> ago.</summary>
    /// <param name="now">Time since any fixed moment; never less than before.</param>
    /// <param name="total">The total since the first request.</param>
    public void Add(TimeSpan now, SloCounts total)
    {
        if (_count > 0 && now - Kept(_count - 1).At < Step)
            return;

        _kept[_next] = (now, total);
        _next = (_next + 1) % _kept.Length;
        _count = Math.Min(_count + 1, _kept.Length);
    }

    /// <summary>What came within a window that ends now. Before the first total that was kept there was nothing.</summary>
    /// <param name="window">Length, up to <see cref="SloWindows.Longest"/>.</param>
    /// <param name="now">Time since the same moment as in <see cref="Add"/>.</param>
    /// <param name="total">The total now.</param>
    public SloCounts Within(TimeSpan window, TimeSpan now, SloCounts total)
    {
        for (var index = _count - 1; index >= 0; index--)
        {
            var (at, before) = Kept(index);
            if (at <= now - window)
                return total - before;
        }

        return total;
    }

    // 0 is the oldest.
    private (TimeSpan At, SloCounts Total) Kept(int index) => _kept[(_next - _count + index + _kept.Length) % _kept.Length];
}
