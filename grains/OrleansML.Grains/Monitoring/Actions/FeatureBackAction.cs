using OrleansML.Features;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Has a feature answered with its values again when an incident is over.</summary>
internal sealed class FeatureBackAction(IGrainFactory grains) : IDeedRunner
{
    public string Kind => DeedKinds.FeatureBack;

    public async Task<DeedResult> DoAsync(MonitorDefinition definition, MonitorDeed deed)
    {
        var (view, feature) = FeatureDefaultAction.Split(deed.Target);
        try
        {
            var left = await grains.GetGrain<IFeatureViewGrain>(view).SwitchBack(deed.Notice.Incident);
            return DeedResult.Done(Array.Find(left.Switches, known => known.Feature == feature) is { } other
                ? $"Feature '{deed.Target}' stays at its default for '{other.Holder}'."
                : $"Feature '{deed.Target}' is answered with its values.");
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.FeatureViewNotFound)
        {
            return DeedResult.Failed(exception.Message, isFinal: true);
        }
    }
}
