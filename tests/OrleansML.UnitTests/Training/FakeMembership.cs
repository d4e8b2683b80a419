using System.Net;
using System.Reflection;

namespace OrleansML.UnitTests.Training;

/// <summary>A membership of scripted silos, as the first of them sees it.</summary>
public class FakeMembership : DispatchProxy
{
    private Dictionary<SiloAddress, SiloStatus> _silos = [];

    /// <summary>Creates one; silos that are not named are unknown.</summary>
    public static ISiloStatusOracle Create(params (SiloAddress Silo, SiloStatus Status)[] silos)
    {
        var membership = Create<ISiloStatusOracle, FakeMembership>();
        ((FakeMembership)(object)membership)._silos = silos.ToDictionary(static silo => silo.Silo, static silo => silo.Status);
        return membership;
    }

    public static SiloAddress Silo(int port, int generation) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), generation);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(ISiloStatusOracle.GetApproximateSiloStatus)
        ? _silos.GetValueOrDefault((SiloAddress)args![0]!)
        : throw new NotSupportedException(targetMethod.Name);
}
