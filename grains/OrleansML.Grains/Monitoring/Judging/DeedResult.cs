namespace OrleansML.Grains.Monitoring;

/// <summary>What came of an attempt to tell or do something.</summary>
/// <param name="IsDone">Whether it is done.</param>
/// <param name="Outcome">What came of it, in a sentence.</param>
/// <param name="IsFinal">Whether it makes no sense to repeat it.</param>
internal sealed record DeedResult(bool IsDone, string Outcome, bool IsFinal)
{
    public static DeedResult Done(string outcome) => new(true, outcome, true);

    public static DeedResult Failed(string why, bool isFinal = false) => new(false, why, isFinal);
}
