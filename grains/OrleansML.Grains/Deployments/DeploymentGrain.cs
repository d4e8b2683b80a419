using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansML.Deployments;
using OrleansML.Grains.Registry;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.Grains.Deployments;

/// <summary>
/// Decides and has the registry store it: each change names the revision that it follows, so two activations, or a person and a canary, cannot
/// undo each other unseen. Keeps nothing but the routers' last reports, which come again within a second; so it may interleave with itself.
/// </summary>
[Reentrant]
internal sealed partial class DeploymentGrain : Grain, IDeploymentGrain
{
    private const string CanaryActor = "canary";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly DeploymentReports _reports = new();
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<DeploymentGrain> _logger;
    private readonly string _model;
    private IGrainTimer? _timer;

    public DeploymentGrain(IGrainContext context, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DeploymentGrain> logger)
    {
        _time = time;
        _lifetime = lifetime;
        _logger = logger;
        _model = context.GrainId.Key.ToString() ?? "";
    }

    private IModelRegistryGrain Registry => GrainFactory.GetGrain<IModelRegistryGrain>(_model);

    public async Task<DeploymentStatus> GetStatus() => StatusOf(await GetServing());

    public Task<DeploymentStatus> SetWeights(VersionWeight[] weights, DeploymentChange change, CancellationToken cancellationToken) =>
        Decide(change, serving =>
        {
            RefuseDuringCanary(serving);
            var shares = DeploymentRules.Weights(weights, serving);
            var shadow = Array.Exists(shares, weight => weight.Version == serving.Plan?.Shadow?.Version) ? null : serving.Plan?.Shadow;
            var plan = DeploymentRules.PlanOf(serving.Champion, shares, shadow);
            var shown = string.Join(", ", shares.Select(static weight => $"{weight.Version}={weight.Percent}"));
            return Deployed(serving, plan, change, $"weights {shown}");
        }, cancellationToken);

    public Task<DeploymentStatus> SetShadow(ShadowPlan? shadow, DeploymentChange change, CancellationToken cancellationToken) =>
        Decide(change, serving =>
        {
            if (shadow is not null)
                DeploymentRules.Shadow(shadow, serving);
            else if (serving.Plan?.Shadow is null)
                return null;

            var plan = DeploymentRules.PlanOf(serving.Champion, DeploymentRules.WeightsOf(serving), shadow, serving.Plan?.Canary);
            var what = shadow is null
                ? $"no shadow any more; {Describe(_reports.ShadowOf(serving.DeploymentRevision))}"
                : string.Create(CultureInfo.InvariantCulture, $"version {shadow.Version} is shadow for {shadow.Share * 100:0.##} % of the requests");
            return Deployed(serving, plan, change, what);
        }, cancellationToken);

    public Task<DeploymentStatus> StartCanary(CanaryRequest request, DeploymentChange change, CancellationToken cancellationToken) =>
        Decide(change, serving =>
        {
            RefuseDuringCanary(serving);
            var asked = DeploymentRules.Canary(request, serving);
            var canary = new CanaryPlan
            {
                Version = asked.Version,
                Steps = asked.Steps,
                Bake = asked.Bake,
                Limits = asked.Limits,
                StepStartedAt = _time.GetUtcNow(),
                Evidence = change.Evidence,
            };
            return Deployed(serving, PlanOf(serving, canary), change, $"canary of version {canary.Version} begins with {canary.Steps[0]} %");
        }, cancellationToken);

    public Task<DeploymentStatus> Abort(DeploymentChange change) => Decide(change, serving =>
    {
        if (!HasShares(serving))
            return null;

        var what = serving.Plan?.Canary is { } canary ? $"canary of version {canary.Version} is aborted" : "weights end";
        return Deployed(serving, DeploymentRules.PlanOf(serving.Champion, DeploymentRules.All(serving.Champion), serving.Plan?.Shadow), change, what);
    });

    public async Task<DeploymentStatus> Rollback(int? version, DeploymentChange change, CancellationToken cancellationToken)
    {
        var champions = RegistryHistory.Champions(await Registry.GetHistory());
        return await Decide(change, serving =>
        {
            var target = version ?? (HasShares(serving) ? serving.Champion : champions.Count > 1 ? champions[^2] : throw NothingBefore(serving));
            DeploymentRules.RequireVersion(serving, target);
            if (target == serving.Champion && serving.Plan is null)
                return null;

            return new DeployRequest
            {
                Action = RegistryHistory.RolledBack,
                Champion = target,
                Change = change with { Reason = Because($"back to version {target}", change.Reason) },
            };
        }, cancellationToken);
    }

    public Task Report(RouterReport report)
    {
        _reports.Add(report);

        // A canary shares the requests with the champion; a shadow alone needs nobody to decide anything.
        return report.Versions.Length > 1 ? Wake() : Task.CompletedTask;
    }

    public Task Wake()
    {
        _timer ??= this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(Period, Period) { KeepAlive = true });
        return Task.CompletedTask;
    }

    private async Task<DeploymentStatus> Decide(
        DeploymentChange change, Func<ServingSnapshot, DeployRequest?> decide, CancellationToken cancellationToken = default)
    {
        DeploymentRules.Change(change);
        var serving = await GetServing();

        // What is asked for again need not be possible any more, such as a canary while that very canary is under way.
        if (Array.Exists(await Registry.GetHistory(), move => move.Operation == change.Operation))
            return StatusOf(serving);
        if (change.ExpectedRevision is { } expected && expected != serving.DeploymentRevision)
        {
            throw new OrleansMLException(
                ErrorCode.Conflict,
                $"The deployment of model '{_model}' has revision {serving.DeploymentRevision}, not {expected}: somebody changed it. Look at it again.");
        }

        if (decide(serving) is not { } request)
            return StatusOf(serving);

        await Warm(serving, request, cancellationToken);
        return await Store(serving, request);
    }

    private async Task<DeploymentStatus> Store(ServingSnapshot serving, DeployRequest request)
    {
        var stored = await Registry.Deploy(request with { Change = request.Change with { ExpectedRevision = serving.DeploymentRevision } });
        if (stored.Plan?.Canary is not null)
            await Wake();
        return StatusOf(stored);
    }

    private async Task Tick(CancellationToken cancellationToken)
    {
        try
        {
            var serving = await Registry.GetSnapshot();
            if (serving.Plan?.Canary is not { } canary)
            {
                _timer?.Dispose();
                _timer = null;
                return;
            }

            var verdict = Judge(serving, canary);
            if (verdict.Kind != CanaryVerdictKind.Wait)
                await Store(serving, Follow(serving, canary, verdict));
        }
        catch (Exception exception)
        {
            // A second later everything is looked at anew.
            LogNotJudged(_logger, _model, exception);
        }
    }

    private DeployRequest Follow(ServingSnapshot serving, CanaryPlan canary, CanaryVerdict verdict)
    {
        var change = new DeploymentChange { Operation = Guid.NewGuid(), Actor = CanaryActor, Reason = verdict.Reason, Evidence = canary.Evidence };
        LogVerdict(_logger, _model, canary.Version, verdict.Kind, verdict.Reason);
        if (verdict.Kind == CanaryVerdictKind.RollBack)
        {
            var before = DeploymentRules.PlanOf(serving.Champion, DeploymentRules.All(serving.Champion), serving.Plan?.Shadow);
            return new DeployRequest { Action = RegistryHistory.RolledBack, Champion = serving.Champion, Plan = before, Change = change };
        }

        if (canary.Step == canary.Steps.Length - 1)
        {
            var alone = DeploymentRules.PlanOf(canary.Version, DeploymentRules.All(canary.Version), serving.Plan?.Shadow);
            return new DeployRequest { Action = RegistryHistory.Promoted, Champion = canary.Version, Plan = alone, Change = change };
        }

        var next = canary with
        {
            Step = canary.Step + 1,
            StepStartedAt = _time.GetUtcNow(),
            Baseline = CanaryJudge.BaselineOf(canary, FiguresOf(serving, canary, serving.Champion)),
        };
        return new DeployRequest { Action = RegistryHistory.Deployed, Champion = serving.Champion, Plan = PlanOf(serving, next), Change = change };
    }

    private CanaryVerdict Judge(ServingSnapshot serving, CanaryPlan canary) => CanaryJudge.Judge(
        canary, FiguresOf(serving, canary, serving.Champion), FiguresOf(serving, canary, canary.Version), _time.GetUtcNow());

    private VersionFigures FiguresOf(ServingSnapshot serving, CanaryPlan canary, int version) =>
        _reports.FiguresOf(version, serving.DeploymentRevision, canary.Limits.LatencyQuantile);

    // Versions that get requests are loaded first, so that nobody waits for that.
    private async Task Warm(ServingSnapshot serving, DeployRequest request, CancellationToken cancellationToken)
    {
        var served = (request.Plan?.Weights.Select(static weight => weight.Version) ?? []).Append(request.Champion);
        if (request.Plan?.Shadow is { } shadow)
            served = served.Append(shadow.Version);

        // A replica that loads asks the registry where from, which nobody answers once the silo stops and waits for this call to end.
        await Task.WhenAll(
            from number in served.Distinct()
            let version = serving.Find(number)
            where version is not null
            from replica in Enumerable.Range(0, version.Description.Replicas)
            let key = new ModelKey(version.Description.Pool, _model, number, replica)
            select GrainFactory.GetGrain<IModelGrain>(key.ToString()).Warm(cancellationToken)).WaitAsync(_lifetime.ApplicationStopping);
    }

    private async Task<ServingSnapshot> GetServing()
    {
        var serving = ModelName.IsValid(_model) ? await Registry.GetSnapshot() : null;
        return serving is { Versions.Length: > 0 }
            ? serving
            : throw new OrleansMLException(ErrorCode.ModelNotFound, $"Request for unknown model: '{_model}' is not found");
    }

    private DeploymentStatus StatusOf(ServingSnapshot serving) => new()
    {
        Model = _model,
        Revision = serving.DeploymentRevision,
        Champion = serving.Champion,
        Plan = serving.Plan,
        Versions = serving.Plan is { } plan && (plan.Canary is not null || plan.Shadow is not null) ? _reports.FiguresOf(plan, serving.DeploymentRevision) : [],
        Shadow = serving.Plan?.Shadow is null ? null : _reports.ShadowOf(serving.DeploymentRevision),
        CanaryState = serving.Plan?.Canary is { } canary ? Judge(serving, canary).Reason : null,
    };

    private void RefuseDuringCanary(ServingSnapshot serving)
    {
        if (serving.Plan?.Canary is { } canary)
        {
            throw new OrleansMLException(
                ErrorCode.Conflict, $"Version {canary.Version} of model '{_model}' is a canary at {canary.Steps[canary.Step]} %: wait for its end or abort it.");
        }
    }

    private OrleansMLException NothingBefore(ServingSnapshot serving) => new(
        ErrorCode.Conflict, $"Version {serving.Champion} is the first champion of model '{_model}': there is none to go back to. Name a version.");

    private static bool HasShares(ServingSnapshot serving) =>
        serving.Plan is { } plan && (plan.Canary is not null || plan.Weights is not [var only] || only.Version != serving.Champion);

    private static DeploymentPlan? PlanOf(ServingSnapshot serving, CanaryPlan canary)
    {
        var shadow = serving.Plan?.Shadow is { } known && known.Version != canary.Version ? known : null;
        return DeploymentRules.PlanOf(serving.Champion, DeploymentRules.StepOf(canary, serving.Champion), shadow, canary);
    }

    private static DeployRequest Deployed(ServingSnapshot serving, DeploymentPlan? plan, DeploymentChange change, string what) => new()
    {
        Action = RegistryHistory.Deployed,
        Champion = serving.Champion,
        Plan = plan,
        Change = change with { Reason = Because(what, change.Reason) },
    };

    private static string Because(string what, string reason) => reason.Length == 0 ? what : $"{what}: {reason}";

    private static string Describe(ShadowFigures shadow) =>
        $"{shadow.Compared} answers were compared, {shadow.Differing} differed, {shadow.Failed} failed, {shadow.Dropped} were dropped";

    [LoggerMessage(Level = LogLevel.Information, Message = "Canary version {Version} of model {Model}: {Verdict}, {Reason}.")]
    private static partial void LogVerdict(ILogger logger, string model, int version, CanaryVerdictKind verdict, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The canary of model {Model} could not be judged this time.")]
    private static partial void LogNotJudged(ILogger logger, string model, Exception exception);
}
