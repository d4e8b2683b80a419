using OrleansML.Deployments;

namespace OrleansML.GatewayTests.Testing;

/// <summary>Keeps what it was asked for, and tells of a model "canary" with everything that there is to tell.</summary>
internal sealed class FakeDeploymentGrain : Grain, IDeploymentGrain
{
    private static readonly CanaryPlan Canary = new()
    {
        Version = 2,
        Steps = [5, 100],
        Bake = TimeSpan.FromMinutes(10),
        Limits = new CanaryLimits(),
        StepStartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Evidence = "sha256:ab",
    };

    public static (string Action, object? Asked, DeploymentChange Change) Last { get; private set; }

    private string Model => this.GetPrimaryKeyString();

    public Task<DeploymentStatus> GetStatus() => Model switch
    {
        FakeModels.Echo => Task.FromResult(Status()),
        "canary" => Task.FromResult(Status() with
        {
            Plan = new DeploymentPlan
            {
                Weights = [new VersionWeight(2, 5), new VersionWeight(1, 95)],
                Canary = Canary,
                Shadow = new ShadowPlan { Version = 3, Share = 0.5, Tolerance = 0.25 },
            },
            Versions =
            [
                new VersionFigures { Version = 2, Requests = 10, Failed = 1, Median = TimeSpan.FromMilliseconds(1.5), Quantile = TimeSpan.FromMilliseconds(3) },
                new VersionFigures { Version = 1, Requests = 190, Failed = 0 },
            ],
            Shadow = new ShadowFigures { Compared = 7, Differing = 2, Failed = 1, Dropped = 3, LargestDifference = 0.5, Decisions = 14, EqualDecisions = 13 },
            CanaryState = "step 1 of 2 (5 %) bakes",
        }),
        _ => throw new OrleansMLException(ErrorCode.ModelNotFound, $"Request for unknown model: '{Model}' is not found"),
    };

    public Task<DeploymentStatus> SetWeights(VersionWeight[] weights, DeploymentChange change, CancellationToken cancellationToken = default) =>
        Keep("weights", weights, change);

    public Task<DeploymentStatus> SetShadow(ShadowPlan? shadow, DeploymentChange change, CancellationToken cancellationToken = default) =>
        Keep("shadow", shadow, change);

    public Task<DeploymentStatus> StartCanary(CanaryRequest request, DeploymentChange change, CancellationToken cancellationToken = default) =>
        Keep("canary", request, change);

    public Task<DeploymentStatus> Abort(DeploymentChange change) => Keep("abort", null, change);

    public Task<DeploymentStatus> Rollback(int? version, DeploymentChange change, CancellationToken cancellationToken = default) =>
        Keep("rollback", version, change);

    public Task Report(RouterReport report) => Task.CompletedTask;

    public Task Wake() => Task.CompletedTask;

    private Task<DeploymentStatus> Keep(string action, object? asked, DeploymentChange change)
    {
        if (change.Reason == "conflict")
            throw new OrleansMLException(ErrorCode.Conflict, "Somebody changed it.");

        Last = (action, asked, change);
        return GetStatus();
    }

    private DeploymentStatus Status() => new() { Model = Model, Revision = 4, Champion = 1 };
}
