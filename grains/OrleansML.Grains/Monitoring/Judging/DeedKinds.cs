namespace OrleansML.Grains.Monitoring;

/// <summary>What can be told and done because of an incident.</summary>
internal static class DeedKinds
{
    public const string Log = "log";
    public const string Webhook = "webhook";
    public const string Mail = "mail";
    public const string Pipeline = "pipeline";
    public const string RollbackCanary = "rollback_canary";
    public const string FeatureDefault = "feature_default";
    public const string FeatureBack = "feature_back";
}
