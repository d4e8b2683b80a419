namespace OrleansML.Gateway.Deployments;

// Written by the command line and described in the API's document; DeploymentBodyReader reads requests member by member, to say what is wrong.
/// <summary>Body of <c>POST /api/v1/models/{name}/deployment</c>: an action, what it takes, and why.</summary>
public sealed record DeploymentBody
{
    /// <summary><c>weights</c>, <c>canary</c>, <c>shadow</c>, <c>stop-shadow</c>, <c>abort</c> or <c>rollback</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Of <c>canary</c> and <c>shadow</c>: the version. Of <c>rollback</c>: the version to go back to; left out: the one before.</summary>
    public int? Version { get; init; }

    /// <summary>Of <c>weights</c>: whole percents by version, 100 together.</summary>
    public IReadOnlyDictionary<string, int>? Weights { get; init; }

    /// <summary>Of <c>canary</c>: growing percents; left out: 5, 25, 50, 100.</summary>
    public int[]? Steps { get; init; }

    /// <summary>Of <c>canary</c>: how long each step lasts at least, 1 to 604,800 s; left out: 600.</summary>
    public double? BakeSeconds { get; init; }

    /// <summary>Of <c>canary</c>: requests that each step needs before anything is decided; left out: 50.</summary>
    public int? MinimumRequests { get; init; }

    /// <summary>Of <c>canary</c>: failed requests below which they are taken for chance; left out: 3.</summary>
    public int? MinimumFailures { get; init; }

    /// <summary>Of <c>canary</c>: how far its share of failed requests may lie above the champion's; left out: 0.01.</summary>
    public double? ErrorMargin { get; init; }

    /// <summary>Of <c>canary</c>: the quantile of the latency that is compared, 0.5 to 0.999; left out: 0.95.</summary>
    public double? LatencyQuantile { get; init; }

    /// <summary>Of <c>canary</c>: how many times the champion's latency it may take; left out: 2.</summary>
    public double? LatencyRatio { get; init; }

    /// <summary>Of <c>canary</c>: how much longer than the champion it may take whatever the ratio; left out: 10.</summary>
    public double? LatencyMarginMilliseconds { get; init; }

    /// <summary>Of <c>shadow</c>: share of the requests, above 0 up to 1; left out: 1.</summary>
    public double? Share { get; init; }

    /// <summary>Of <c>shadow</c>: largest absolute difference that counts as the same answer; left out: 0.00001.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Why, for the history; at most 1,000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>Who asks, for the history; at most 1,000 characters.</summary>
    public string? Actor { get; init; }

    /// <summary>Digest of the record that speaks for the change.</summary>
    public string? Evidence { get; init; }

    /// <summary>The deployment's revision that the change is meant for; left out: whatever there is.</summary>
    public long? Revision { get; init; }

    /// <summary>Id of the operation: what is sent twice with one id happens once. Left out: a new one.</summary>
    public Guid? Operation { get; init; }
}
