namespace Orleans.Diagnostics;

/// <summary>Names of the activity sources to listen to.</summary>
public static class ActivitySources
{
    /// <summary>Calls of grains of the application.</summary>
    public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";

    /// <summary>Calls of the runtime itself.</summary>
    public const string RuntimeActivitySourceName = "Microsoft.Orleans.Runtime";

    /// <summary>Activations; this runtime traces none.</summary>
    public const string LifecycleActivitySourceName = "Microsoft.Orleans.Lifecycle";

    /// <summary>Stored state; this runtime traces none.</summary>
    public const string StorageActivitySourceName = "Microsoft.Orleans.Storage";

    /// <summary>All sources of the runtime, as a pattern for listeners that take one.</summary>
    public const string AllActivitySourceName = "Microsoft.Orleans.*";
}
