using OrleansML.Client;
using OrleansML.Deployments;
using OrleansML.Features;
using OrleansML.Models;
using OrleansML.Registry;

namespace OrleansML.UnitTests.Client;

public sealed class RoutingPointTests
{
    // XXH3_64bits of libxxhash 0.8.1 over model, 0x1f and key, modulo 100.
    [Theory]
    [InlineData("fraud", "c1", 65)]
    [InlineData("fraud", "c2", 98)]
    [InlineData("churn", "c1", 31)]
    [InlineData("fraud", "Zoë 7", 42)]
    public void Of_ModelAndKey_IsTheHashOfTheLibrary(string model, string key, int expected) => Assert.Equal(expected, RoutingPoint.Of(model, key));

    [Fact]
    public void Of_KeyLongerThanTheBuffer_IsAnswered() => Assert.InRange(RoutingPoint.Of("m", new string('x', 5000)), 0, 99);

    [Fact]
    public void KeyOf_SingleKey_IsTheSameWithAndWithoutItsName()
    {
        Assert.Equal("7", RoutingPoint.KeyOf(Request(new NamedDatum("", 7))));
        Assert.Equal("7", RoutingPoint.KeyOf(Request(new NamedDatum("card", "7"))));
    }

    [Fact]
    public void KeyOf_SeveralKeys_DoesNotDependOnTheirOrder()
    {
        var (shop, card) = (new NamedDatum("shop", "a"), new NamedDatum("card", 1));

        Assert.Equal(RoutingPoint.KeyOf(Request(shop, card)), RoutingPoint.KeyOf(Request(card, shop)));
        Assert.NotEqual(RoutingPoint.KeyOf(Request(shop, card)), RoutingPoint.KeyOf(Request(shop, card with { Value = 2 })));
    }

    [Fact]
    public void KeyOf_NoEntity_IsNone()
    {
        Assert.Null(RoutingPoint.KeyOf(Request()));
        Assert.Null(RoutingPoint.KeyOf(new EntityPredictRequest { Rows = [] }));
    }

    [Fact]
    public void Choose_GrowingCanary_KeepsThePointsItHas()
    {
        var (small, large) = (Plan(5), Plan(25));
        int[] points = [.. Enumerable.Range(0, 100)];

        Assert.Equal(5, points.Count(point => small.Choose(point) == 2));
        Assert.Equal(25, points.Count(point => large.Choose(point) == 2));
        Assert.All(points.Where(point => small.Choose(point) == 2), point => Assert.Equal(2, large.Choose(point)));
    }

    private static PlannedModel Plan(int percent) => new(
        new ServingSnapshot
        {
            Model = "m",
            Revision = 1,
            Champion = 1,
            Versions = [],
            Plan = new DeploymentPlan { Weights = [new VersionWeight(2, percent), new VersionWeight(1, 100 - percent)] },
        },
        static _ => 0);

    private static EntityPredictRequest Request(params NamedDatum[] entity) => new() { Rows = [new EntityRow { Entity = entity }] };
}
