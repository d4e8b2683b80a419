using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Gate;
using OrleansML.Learning.Profile;

namespace OrleansML.Grains.Training;

/// <summary>What was found of a candidate.</summary>
internal sealed record CandidateReport
{
    /// <summary>Whether it may replace the champion, and why not.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>How good it is, on all test rows and by segment; the same for the same rows and model.</summary>
    public required EvaluationReport Metrics { get; init; }

    /// <summary>The rows that it was trained on and what it says of the test rows; the same for the same rows and model.</summary>
    public required ReferenceProfile Profile { get; init; }
}
