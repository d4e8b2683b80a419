using OrleansML.Registry;

namespace OrleansML.ChaosTests.Load;

/// <summary>One change of a registry. Times count from the start of the run.</summary>
/// <param name="Model">The model changed.</param>
/// <param name="Version">Version that was pushed or promoted.</param>
/// <param name="Reason">Reason of a promotion, unique in the run; null for a push.</param>
/// <param name="Sent">When it was first sent.</param>
/// <param name="Acknowledged">When it was acknowledged; null where it never was.</param>
/// <param name="Failures">Attempts that failed before.</param>
/// <param name="LastFailure">Why the last of them failed.</param>
internal sealed record WriteRecord(
    string Model, int Version, string? Reason, TimeSpan Sent, TimeSpan? Acknowledged, int Failures, string? LastFailure)
{
    /// <summary>Whether a history shows that it happened.</summary>
    public bool IsIn(IEnumerable<RegistryEvent> history) => Reason is null
        ? history.Any(move => move.Action == "registered" && move.Version == Version)
        : history.Any(move => move.Action == "promoted" && move.Version == Version && move.Reason == Reason);
}
