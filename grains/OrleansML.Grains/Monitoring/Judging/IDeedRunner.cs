using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Tells or does one kind of thing because of an incident, off the turns of grains. Doing it twice under one id is the same as once.</summary>
internal interface IDeedRunner
{
    /// <summary>One of <see cref="DeedKinds"/>.</summary>
    string Kind { get; }

    /// <summary>Tries it once; what may go wrong is in the result.</summary>
    /// <param name="definition">The definition in use.</param>
    /// <param name="deed">What is to be done.</param>
    Task<DeedResult> DoAsync(MonitorDefinition definition, MonitorDeed deed);
}
