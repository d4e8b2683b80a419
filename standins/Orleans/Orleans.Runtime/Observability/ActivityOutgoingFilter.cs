using System.Diagnostics;

namespace Orleans.Runtime.Observability;

/// <summary>Starts an activity for every outgoing call and sends its W3C context along in the request context.</summary>
internal sealed class ActivityOutgoingFilter : IOutgoingGrainCallFilter
{
    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        using var activity = CallActivities.Start(context, ActivityKind.Client, default);
        if (Activity.Current is { } current)
        {
            CallActivities.Inject(current);
        }

        await CallActivities.RunAsync(context, activity);
    }
}
