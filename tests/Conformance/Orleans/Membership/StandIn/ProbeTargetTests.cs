using System.Net;
using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

public sealed class ProbeTargetTests
{
    private static readonly SiloAddress[] Silos =
        [.. Enumerable.Range(1, 100).Select(i => SiloAddress.New(new IPEndPoint(IPAddress.Parse($"10.0.0.{i}"), 11111), 1))];

    [Fact]
    public void Choose_FewSilos_ReturnsAll() => Assert.Equal(9, Choose(Silos[0], Silos[..10], 10).Count);

    [Fact]
    public void Choose_ManySilos_ReturnsAsManyAsConfigured() =>
        Assert.All(Silos, silo => Assert.Equal(10, Choose(silo, Silos, 10).Count));

    [Fact]
    public void Choose_ManySilos_EverySiloIsProbedBySeveralOthers()
    {
        var probed = Silos.SelectMany(silo => Choose(silo, Silos, 10)).CountBy(silo => silo).ToDictionary();

        Assert.Equal(100, probed.Count);
        Assert.All(probed.Values, count => Assert.InRange(count, 4, 25));
    }

    [Fact]
    public void Choose_Again_ReturnsTheSame() => Assert.Equal(Choose(Silos[5], Silos, 3), Choose(Silos[5], [.. Silos.Reverse()], 3));

    private static HashSet<SiloAddress> Choose(SiloAddress self, SiloAddress[] silos, int count) =>
        ProbeTargets.Choose(self, [.. silos.Where(silo => !silo.Equals(self))], new() { NumProbedSilos = count });
}
