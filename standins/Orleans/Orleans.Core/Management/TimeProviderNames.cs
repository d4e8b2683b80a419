namespace Orleans.Runtime;

/// <summary>Keys of the time providers of the runtime's parts.</summary>
public static class TimeProviderNames
{
    /// <summary>The clock of grains and their timers.</summary>
    public const string Grains = "Orleans.Grains";

    /// <summary>The clock of the membership.</summary>
    public const string Membership = "Orleans.Membership";

    /// <summary>The clock of messaging; this runtime asks for none.</summary>
    public const string Messaging = "Orleans.Messaging";

    /// <summary>The clock by which idle activations are collected.</summary>
    public const string ActivationManagement = "Orleans.ActivationManagement";

    /// <summary>The clock of the grain directory; this runtime asks for none.</summary>
    public const string GrainDirectory = "Orleans.GrainDirectory";

    /// <summary>The clock of the runtime's own timers; this runtime asks for none.</summary>
    public const string SystemTimers = "Orleans.SystemTimers";
}
