namespace Orleans.Diagnostics;

/// <summary>Names of the activity sources to listen to.</summary>
public static class ActivitySources
{
    public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";
    public const string RuntimeActivitySourceName = "Microsoft.Orleans.Runtime";
    public const string LifecycleActivitySourceName = "Microsoft.Orleans.Lifecycle";
    public const string StorageActivitySourceName = "Microsoft.Orleans.Storage";
    public const string AllActivitySourceName = "Microsoft.Orleans.*";
}
