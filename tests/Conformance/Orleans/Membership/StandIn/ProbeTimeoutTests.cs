using Orleans.Configuration;
using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

public sealed class ProbeTimeoutTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Timeout_NothingMeasured_IsTheSetting() => Assert.Equal(5 * Second, new ProbeTimeoutEstimate(new()).Timeout);

    [Fact]
    public void Timeout_FastAnswers_IsTheShortestAllowed()
    {
        var sut = Measure(new() { MinProbeTimeout = 2 * Second }, 0.001, 0.001, 0.001, 0.001, 0.001);

        Assert.Equal(2 * Second, sut.Timeout);
    }

    [Fact]
    public void Timeout_SlowAnswers_IsMeanAndFourDeviationsAsInRfc6298()
    {
        // By hand: the first sample 3 gives mean 3 and deviation 1.5; each further 3 takes a quarter of the deviation away.
        var sut = Measure(new(), 3, 3, 3, 3, 3);

        Assert.Equal(3 + (4 * 1.5 * 0.75 * 0.75 * 0.75 * 0.75), sut.Timeout.TotalSeconds, precision: 6);
    }

    [Fact]
    public void Timeout_VerySlowAnswers_IsTheLongestAllowed() =>
        Assert.Equal(6 * Second, Measure(new() { MaxProbeTimeout = 6 * Second }, 9, 9, 9, 9, 9).Timeout);

    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 5)]
    public void Extend_ThisSiloIsSlow_GivesMoreTimeIfAllowed(bool allowed, int expected) => Assert.Equal(
        expected * Second, new ProbeTimeoutEstimate(new() { ExtendProbeTimeoutDuringDegradation = allowed }).Extend(Second));

    private static ProbeTimeoutEstimate Measure(ClusterMembershipOptions options, params double[] seconds)
    {
        var sut = new ProbeTimeoutEstimate(options);
        Array.ForEach(seconds, value => sut.Add(TimeSpan.FromSeconds(value)));
        return sut;
    }
}
