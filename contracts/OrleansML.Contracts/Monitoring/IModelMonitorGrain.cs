using Orleans.Concurrency;

namespace OrleansML.Monitoring;

/// <summary>
/// Watches one model: judges its windows by its definition, opens and closes incidents, tells people, and acts. Key: name of the model. Durable: what is
/// decided is stored before it is told or done, and after the loss of its silo it goes on elsewhere. A model without a definition is watched by the
/// default one.
/// </summary>
/// <remarks>
/// Whatever changes something throws <see cref="OrleansMLException"/> with <see cref="ErrorCode.StorageUnavailable"/> when that cannot be stored, and then
/// nothing has changed; with <see cref="ErrorCode.Unavailable"/> when the monitor moved to another silo meanwhile: repeat the call. All but
/// <see cref="GetWatch"/>, <see cref="Report"/>, <see cref="LabelsCame"/> and <see cref="Ensure"/> throw it with <see cref="ErrorCode.ModelNotFound"/>.
/// </remarks>
[Alias("OrleansML.IModelMonitorGrain")]
public interface IModelMonitorGrain : IGrainWithStringKey
{
    /// <summary>Puts a definition in place of the one before. Idempotent: the same text again changes nothing. Incidents of rules that are gone are closed.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the definition breaks rules, all of which are named, or has another name than this model.
    /// </exception>
    [Alias("Apply")]
    Task<MonitorApplied> Apply(ApplyMonitorRequest request);

    /// <summary>The definition in use.</summary>
    [Alias("GetDefinition"), AlwaysInterleave]
    Task<MonitorDefinitionText> GetDefinition();

    /// <summary>Goes back to the default definition. Idempotent.</summary>
    [Alias("Delete")]
    Task<MonitorApplied> Delete();

    /// <summary>For silos: what to count.</summary>
    [Alias("GetWatch"), AlwaysInterleave]
    Task<MonitorWatch> GetWatch();

    /// <summary>For silos: tells what was counted, after the windows have it. Idempotent.</summary>
    /// <returns>What to count from now on.</returns>
    [Alias("Report"), AlwaysInterleave]
    Task<MonitorWatch> Report(MonitorProgress progress);

    /// <summary>Which windows there are, and how far they are complete.</summary>
    [Alias("GetIndex"), AlwaysInterleave]
    Task<MonitorIndex> GetIndex();

    /// <summary>Incidents, newest first.</summary>
    /// <param name="isOpen">Only open ones, or only closed ones; null: both.</param>
    /// <param name="most">How many, 1 or more.</param>
    [Alias("GetIncidents"), AlwaysInterleave]
    Task<MonitorIncident[]> GetIncidents(bool? isOpen, int most);

    /// <summary>One incident with everything that was told and done.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.IncidentNotFound"/>.</exception>
    [Alias("GetIncident"), AlwaysInterleave]
    Task<MonitorIncident> GetIncident(string id);

    /// <summary>Closes an incident by hand; its rule starts anew with the next window. Changes nothing where it is closed.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="reason">Why, 1 to 1,000 characters.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.IncidentNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>.</exception>
    [Alias("Close")]
    Task<MonitorIncident> Close(string id, string reason);

    /// <summary>Has nobody told of a rule, a segment, both or anything until a time, and nothing done. One that is over ends the silence of the same two.</summary>
    /// <returns>All silences.</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: no such rule, no reason, or too many silences.</exception>
    [Alias("Silence")]
    Task<MonitorSilence[]> Silence(MonitorSilence silence);

    /// <summary>The silences that go on.</summary>
    [Alias("GetSilences"), AlwaysInterleave]
    Task<MonitorSilence[]> GetSilences();

    /// <summary>A hint that labels came; they are looked for anyway.</summary>
    [Alias("LabelsCame"), AlwaysInterleave]
    Task LabelsCame();

    /// <summary>Sees to it that windows are judged.</summary>
    [Alias("Ensure"), AlwaysInterleave]
    Task Ensure();
}
