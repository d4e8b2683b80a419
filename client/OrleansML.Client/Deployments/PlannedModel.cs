using OrleansML.Deployments;
using OrleansML.Registry;

namespace OrleansML.Client;

/// <summary>A plan in use: which version a request goes to, and what is counted of them while somebody wants to know.</summary>
internal sealed class PlannedModel
{
    private readonly VersionMeter[] _meters;

    /// <param name="serving">A snapshot with a plan.</param>
    /// <param name="random">Draws a number from 0 up to, not including, its argument.</param>
    public PlannedModel(ServingSnapshot serving, Func<int, int> random)
    {
        Plan = serving.Plan!;
        Revision = serving.DeploymentRevision;
        Champion = serving.Champion;
        Shadow = Plan.Shadow is { } shadow ? new ShadowCalls(shadow, random) : null;
        _meters = IsMeasured ? Array.ConvertAll(Plan.Weights, static weight => new VersionMeter(weight.Version)) : [];
    }

    public DeploymentPlan Plan { get; }

    public long Revision { get; }

    public int Champion { get; }

    public ShadowCalls? Shadow { get; }

    public bool IsMeasured => Plan.Canary is not null || Plan.Shadow is not null;

    /// <summary>The version at a point from 0 to 99.</summary>
    public int Choose(int point)
    {
        foreach (var weight in Plan.Weights)
        {
            if (point < weight.Percent)
                return weight.Version;
            point -= weight.Percent;
        }

        return Champion;
    }

    public VersionMeter? MeterOf(int version) => Array.Find(_meters, meter => meter.Version == version);

    public RouterReport Read(Guid router) => new()
    {
        Router = router,
        Revision = Revision,
        Versions = Array.ConvertAll(_meters, static meter => meter.Read()),
        Shadow = Shadow?.Read(),
    };
}
