using OrleansML.Models;
using OrleansML.Monitoring;

namespace OrleansML.Client;

/// <summary>
/// Decides how models are watched, and shows what was seen. Every call is repeated when it gets lost: doing any of them twice is doing it once. All throw
/// what <see cref="IModelMonitorGrain"/> and <see cref="IMonitorQueryGrain"/> say. Safe to share between threads.
/// </summary>
public sealed class MonitorClient
{
    private readonly IGrainFactory _grains;
    private readonly CallRetries _retries;

    internal MonitorClient(IGrainFactory grains, CallRetries retries)
    {
        _grains = grains;
        _retries = retries;
    }

    /// <summary>Puts a definition in place of the one before; the same text again changes nothing.</summary>
    /// <param name="model">Name of the model, as the definition has it.</param>
    /// <param name="definition">The definition in YAML, at most 1 MiB.</param>
    /// <param name="actor">Who asks, for the record; at most 200 characters.</param>
    /// <param name="dryRun">Only checks, and says what would change.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    public Task<MonitorApplied> ApplyAsync(string model, string definition, string actor = "", bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var request = new ApplyMonitorRequest { Definition = definition, Actor = actor, DryRun = dryRun };
        return CallAsync("the definition", model, grain => grain.Apply(request), cancellationToken);
    }

    /// <summary>The definition in use.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<MonitorDefinitionText> GetDefinitionAsync(string model, CancellationToken cancellationToken = default) =>
        CallAsync("the definition", model, static grain => grain.GetDefinition(), cancellationToken);

    /// <summary>Goes back to the default definition.</summary>
    /// <inheritdoc cref="GetDefinitionAsync"/>
    public Task<MonitorApplied> DeleteAsync(string model, CancellationToken cancellationToken = default) =>
        CallAsync("the removal", model, static grain => grain.Delete(), cancellationToken);

    /// <summary>Incidents, newest first.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="isOpen">Only open ones, or only closed ones; null: both.</param>
    /// <param name="most">How many, 1 or more.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<MonitorIncident[]> GetIncidentsAsync(string model, bool? isOpen = null, int most = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return CallAsync("the incidents", model, grain => grain.GetIncidents(isOpen, most), cancellationToken);
    }

    /// <summary>One incident with everything that was told and done.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="id">Id of the incident.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<MonitorIncident> GetIncidentAsync(string model, string id, CancellationToken cancellationToken = default) =>
        CallAsync($"incident '{id}'", model, grain => grain.GetIncident(id), cancellationToken);

    /// <summary>Closes an incident by hand; its rule starts anew with the next window.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="id">Id of the incident.</param>
    /// <param name="reason">Why, 1 to 1,000 characters.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    public Task<MonitorIncident> CloseAsync(string model, string id, string reason, CancellationToken cancellationToken = default) =>
        CallAsync($"the end of incident '{id}'", model, grain => grain.Close(id, reason), cancellationToken);

    /// <summary>Has nobody told of a rule, a segment, both or anything until a time, and nothing done.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="silence">The silence.</param>
    /// <param name="cancellationToken">Gives up waiting; whether it took effect is then unknown.</param>
    /// <returns>All silences.</returns>
    public Task<MonitorSilence[]> SilenceAsync(string model, MonitorSilence silence, CancellationToken cancellationToken = default) =>
        CallAsync("the silence", model, grain => grain.Silence(silence), cancellationToken);

    /// <summary>The silences that go on.</summary>
    /// <inheritdoc cref="GetDefinitionAsync"/>
    public Task<MonitorSilence[]> GetSilencesAsync(string model, CancellationToken cancellationToken = default) =>
        CallAsync("the silences", model, static grain => grain.GetSilences(), cancellationToken);

    /// <summary>What a segment was given and said in a time, against a baseline.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<MonitorReport> GetReportAsync(string model, MonitorQuery query, CancellationToken cancellationToken = default)
    {
        var grain = _grains.GetGrain<IMonitorQueryGrain>(ModelName.Require(model));
        return await _retries.LongCallAsync($"the report of model '{model}'", _ => grain.GetReport(query), cancellationToken);
    }

    /// <summary>The segments in a time, each against the same segment of a baseline, worst first.</summary>
    /// <inheritdoc cref="GetReportAsync"/>
    public async Task<MonitorSegmentList> GetSegmentsAsync(string model, MonitorQuery query, CancellationToken cancellationToken = default)
    {
        var grain = _grains.GetGrain<IMonitorQueryGrain>(ModelName.Require(model));
        return await _retries.LongCallAsync($"the segments of model '{model}'", _ => grain.GetSegments(query), cancellationToken);
    }

    private async Task<T> CallAsync<T>(string what, string model, Func<IModelMonitorGrain, Task<T>> call, CancellationToken cancellationToken)
    {
        var grain = _grains.GetGrain<IModelMonitorGrain>(ModelName.Require(model));
        return await _retries.CallAsync($"{what} of the monitor of model '{model}'", _ => call(grain), cancellationToken);
    }
}
