using Orleans.Concurrency;
using OrleansML.Grains.Cluster;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>Adds up what the silos counted. A silo that does not answer is named, and never waited for without end.</summary>
[StatelessWorker]
internal sealed class ModelSloGrain(TimeProvider time) : Grain, IModelSloGrain
{
    private static readonly TimeSpan PartTimeout = TimeSpan.FromSeconds(2);

    public async Task<SloStatus> GetStatus(CancellationToken cancellationToken)
    {
        var model = this.GetPrimaryKeyString();
        var snapshot = await GrainFactory.GetGrain<IModelRegistryGrain>(model).GetSnapshot();
        if (snapshot.Versions.Length == 0)
            throw new OrleansMLException(ErrorCode.ModelNotFound, $"There is no model '{model}'.");

        var objectives = (snapshot.Find(snapshot.Champion) ?? snapshot.Versions[^1]).Description.Objectives;
        var hosts = await ClusterMembers.ReadAsync(GrainFactory, time, cancellationToken);
        var silos = hosts.Where(static host => host.Status == SiloStatus.Active).Select(static host => host.SiloAddress.ToParsableString()).ToArray();
        var counts = await Task.WhenAll(silos.Select(silo => AskAsync(silo, model, cancellationToken)));
        var all = counts.SelectMany(static of => of ?? []).ToLookup(static of => (of.Objective, of.Window));
        return new SloStatus
        {
            Model = model,
            Objectives = [.. ObjectivesOf(objectives).Select(objective => StatusOf(objective, all))],
            Silos = counts.Count(static of => of is not null),
            SilentSilos = [.. silos.Where((_, index) => counts[index] is null)],
        };
    }

    private static IEnumerable<(SloObjective Objective, double Target, TimeSpan? Latency)> ObjectivesOf(ModelObjectives? objectives)
    {
        if (objectives?.Availability is { } availability)
            yield return (SloObjective.Availability, availability, null);
        if (objectives?.Latency is { } latency)
            yield return (SloObjective.Latency, objectives.LatencyShare, latency);
    }

    private static SloObjectiveStatus StatusOf(
        (SloObjective Objective, double Target, TimeSpan? Latency) objective, ILookup<(string Objective, string Window), SloWindowCounts> counts)
    {
        var name = EnumText.Of(objective.Objective);
        var windows = Array.ConvertAll(SloWindows.All, window => counts[(name, window.Name)]
            .Aggregate(default(SloCounts), static (sum, of) => sum + new SloCounts(of.Requests, of.Bad, of.Allowed)));
        return new SloObjectiveStatus
        {
            Objective = name,
            Target = objective.Target,
            Latency = objective.Latency,
            Alert = EnumText.Of(SloWindows.Judge(Array.ConvertAll(windows, static window => window.BurnRate))),
            Windows =
            [
                .. windows.Select(static (window, index) => new SloWindowStatus
                {
                    Window = SloWindows.All[index].Name, Requests = window.Requests, Bad = window.Bad, BurnRate = window.BurnRate,
                }),
            ],
        };
    }

    private async Task<SloWindowCounts[]?> AskAsync(string silo, string model, CancellationToken cancellationToken)
    {
        try
        {
            return await GrainFactory.GetGrain<ISiloSloGrain>(silo).GetCounts(model).WaitAsync(PartTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or OrleansMLException)
        {
            return null;
        }
    }
}
