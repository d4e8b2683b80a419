using OrleansML.Grains.Monitoring;

namespace OrleansML.UnitTests.Monitoring;

public sealed class KnownFailuresTests
{
    private readonly KnownFailures _failures = new();

    [Fact]
    public void IsNew_SameReasonAgain_IsSaidOnce() =>
        Assert.Equal([true, false, false], [_failures.IsNew("a", "disk"), _failures.IsNew("a", "disk"), _failures.IsNew("a", "disk")]);

    [Fact]
    public void IsNew_OtherReasonOrOtherThing_IsSaid() =>
        Assert.Equal([true, true, true, true], [_failures.IsNew("a", "disk"), _failures.IsNew("a", "net"), _failures.IsNew("b", "net"), _failures.IsNew("a", "disk")]);

    [Fact]
    public void IsNew_AfterItEnded_IsSaidAgain()
    {
        _failures.IsNew("a", "disk");
        _failures.End("a");

        Assert.True(_failures.IsNew("a", "disk"));
    }
}
