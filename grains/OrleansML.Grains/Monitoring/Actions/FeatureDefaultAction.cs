using OrleansML.Features;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Has a feature answered with its default while an incident is open.</summary>
internal sealed class FeatureDefaultAction(IGrainFactory grains) : IDeedRunner
{
    public string Kind => DeedKinds.FeatureDefault;

    /// <summary>View and name of a feature, <c>view.feature</c>.</summary>
    public static (string View, string Feature) Split(string target)
    {
        var dot = target.IndexOf('.', StringComparison.Ordinal);
        return (target[..dot], target[(dot + 1)..]);
    }

    public async Task<DeedResult> DoAsync(MonitorDefinition definition, MonitorDeed deed)
    {
        var (view, feature) = Split(deed.Target);
        try
        {
            var notice = deed.Notice;
            await grains.GetGrain<IFeatureViewGrain>(view).SwitchToDefaults([feature], notice.Incident, $"Model '{notice.Model}': {notice.Text}");
            return DeedResult.Done($"Feature '{deed.Target}' is answered with its default.");
        }
        catch (OrleansMLException exception) when (exception.Code is ErrorCode.FeatureViewNotFound or ErrorCode.InvalidRequest)
        {
            return DeedResult.Failed(exception.Message, isFinal: true);
        }
    }
}
