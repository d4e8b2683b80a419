using System.Diagnostics;

namespace Orleans.Runtime.Observability;

/// <summary>Starts an activity for every incoming call, as a child of the one that the caller sent along.</summary>
internal sealed class ActivityIncomingFilter : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        using var activity = CallActivities.Start(context, ActivityKind.Server, CallActivities.ExtractContext());
        if (activity is not null)
        {
            CallActivities.ExtractBaggage(activity);
        }

        await CallActivities.RunAsync(context, activity);
    }
}
