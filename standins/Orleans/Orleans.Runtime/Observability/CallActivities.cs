using System.Diagnostics;
using Orleans.Diagnostics;

namespace Orleans.Runtime.Observability;

/// <summary>The activities of calls: what both ends have in common.</summary>
internal static class CallActivities
{
    private static readonly ActivitySource Application = new(ActivitySources.ApplicationGrainActivitySourceName, "1.1.0");
    private static readonly ActivitySource Runtime = new(ActivitySources.RuntimeActivitySourceName, "2.0.0");

    /// <summary>Starts the activity of a call; null where nobody listens.</summary>
    public static Activity? Start(IGrainCallContext context, ActivityKind kind, ActivityContext parent)
    {
        // As official: a namespace that merely begins like that of the runtime is taken for a part of it.
        var source = context.Request.GetInterfaceType().Namespace?.StartsWith("Orleans", StringComparison.Ordinal) == true ? Runtime : Application;
        if (!source.HasListeners())
        {
            return null;
        }

        var activity = source.CreateActivity(context.Request.GetActivityName(), kind, parent);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("rpc.system.name", "orleans");
            activity.SetTag("orleans.rpc.service", context.InterfaceName);
            activity.SetTag("rpc.method", $"{context.InterfaceName}/{context.MethodName}");
            activity.SetTag("orleans.rpc.target_id", context.TargetId.ToString());
            if (context.SourceId is { } caller)
            {
                activity.SetTag("orleans.rpc.source_id", caller.ToString());
            }
        }

        return activity?.Start();
    }

    /// <summary>Runs the rest of the call and marks the activity where it fails.</summary>
    public static async Task RunAsync(IGrainCallContext context, Activity? activity)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception exception)
        {
            if (activity is not null)
            {
                activity.SetStatus(ActivityStatusCode.Error);
                if (activity.IsAllDataRequested)
                {
                    activity.SetTag("exception.type", exception.GetType().FullName);
                    activity.SetTag("exception.message", exception.Message);
                    activity.SetTag("exception.stacktrace", exception.ToString());
                }
            }

            throw;
        }
    }

    /// <summary>Puts the context and the baggage of an activity into the request context.</summary>
    public static void Inject(Activity activity) =>
        DistributedContextPropagator.Current.Inject(activity, null, static (_, name, value) => RequestContext.Set(name, value));

    /// <summary>Gets the context that the caller sent along.</summary>
    public static ActivityContext ExtractContext()
    {
        DistributedContextPropagator.Current.ExtractTraceIdAndState(null, Get, out var parent, out var state);
        return ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? context : default;
    }

    /// <summary>Gives an activity the baggage that the caller sent along.</summary>
    public static void ExtractBaggage(Activity activity)
    {
        foreach (var (key, value) in DistributedContextPropagator.Current.ExtractBaggage(null, Get) ?? [])
        {
            activity.AddBaggage(key, value);
        }
    }

    private static void Get(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        value = RequestContext.Get(name) as string;
        values = null;
    }
}
