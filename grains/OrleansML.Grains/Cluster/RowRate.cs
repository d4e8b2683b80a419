namespace OrleansML.Grains.Cluster;

/// <summary>Rows per second over the last few seconds.</summary>
internal sealed class RowRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private long _since = time.GetTimestamp();
    private long _before;
    private double _rate;

    /// <param name="rows">Rows so far.</param>
    public double Of(long rows)
    {
        var elapsed = time.GetElapsedTime(_since);
        if (elapsed >= Window || (_rate == 0 && elapsed > Window / 10))
        {
            _rate = (rows - _before) / elapsed.TotalSeconds;
            if (elapsed >= Window)
                (_since, _before) = (time.GetTimestamp(), rows);
        }

        return _rate;
    }
}
