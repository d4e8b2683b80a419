namespace Orleans.Runtime;

/// <summary>Keys of the time providers of the runtime's parts.</summary>
public static class TimeProviderNames
{
    public const string Grains = "Orleans.Grains";
    public const string Membership = "Orleans.Membership";
    public const string Messaging = "Orleans.Messaging";
    public const string ActivationManagement = "Orleans.ActivationManagement";
    public const string GrainDirectory = "Orleans.GrainDirectory";
    public const string SystemTimers = "Orleans.SystemTimers";
}
