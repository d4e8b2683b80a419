namespace Orleans;

/// <summary>The stages through which silos and clients start, in rising order, and stop, in falling order.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before all other stages.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime itself gets ready, messaging above all.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>For services of the runtime that need messaging.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>For storage of the runtime.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>The silo joins the membership.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>For what needs the membership but no active silo.</summary>
    public const int AfterRuntimeGrainServices = 8100;

    /// <summary>For services of the application that come before the first request.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>For checks that silos can reach each other.</summary>
    public const int ValidateInitialConnectivity = 19900;

    /// <summary>Left after grains are deactivated, when nobody needs the grain directory any more.</summary>
    public const int GrainDirectoryShutdown = Active - 3;

    /// <summary>On the way down the grains are deactivated.</summary>
    public const int GrainDeactivation = Active - 2;

    /// <summary>The silo announces that it is active or, on the way down, that it ends.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>The silo is active, its gateway takes clients, and startup tasks run.</summary>
    public const int Active = 20000;

    /// <summary>After all other stages.</summary>
    public const int Last = int.MaxValue;
}
