using System.Diagnostics;
using OpenTelemetry;

namespace OrleansML.Silo.Telemetry;

/// <summary>
/// Keeps of the spans of Orleans the calls of the platform's grains, and of those the kind of call: among the rest are keys of grains, and the
/// key of a feature grain is an entity, such as a customer.
/// </summary>
internal sealed class GrainCallSpans : BaseProcessor<Activity>
{
    /// <summary>Sources of spans of grain calls. Orleans takes every namespace that begins like its own for a part of its runtime.</summary>
    public static readonly string[] Sources = ["Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime"];

    private const string Service = "orleans.rpc.service";

    private static readonly HashSet<string> Kept = [Service, "rpc.system.name", "rpc.method", "exception.type"];

    public override void OnEnd(Activity data)
    {
        if (!Sources.Contains(data.Source.Name))
            return;

        if (data.GetTagItem(Service) is not string service || !service.StartsWith("OrleansML.", StringComparison.Ordinal))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        List<string>? removed = null;
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (!Kept.Contains(tag.Key))
                (removed ??= []).Add(tag.Key);
        }

        foreach (var key in removed ?? [])
            data.SetTag(key, null);
    }
}
