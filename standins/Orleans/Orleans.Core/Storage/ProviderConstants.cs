namespace Orleans.Providers;

/// <summary>Names of default providers.</summary>
public static class ProviderConstants
{
    /// <summary>The name of the storage provider that serves where no other is named.</summary>
    public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";

    /// <summary>The name of the default log consistency provider; this runtime has none.</summary>
    public const string DEFAULT_LOG_CONSISTENCY_PROVIDER_NAME = "Default";

    /// <summary>The name of the storage provider of stream subscriptions; this runtime has no streams.</summary>
    public const string DEFAULT_PUBSUB_PROVIDER_NAME = "PubSubStore";
}
