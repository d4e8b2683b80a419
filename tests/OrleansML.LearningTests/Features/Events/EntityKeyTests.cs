using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Events;

public sealed class EntityKeyTests
{
    private static readonly FeatureKey[] Card = [new("card", FeatureType.String)];
    private static readonly FeatureKey[] Shop = [new("country", FeatureType.String), new("shop", FeatureType.Int)];

    [Theory]
    [InlineData("c42", "c42")]
    [InlineData("a/b c", "a/b c")]
    [InlineData(@"a|b", @"a\|b")]
    [InlineData(@"a\b", @"a\\b")]
    public void TryFormat_Text_EscapesWhatJoins(string card, string expected)
    {
        Assert.True(EntityKey.TryFormat(Card, [FeatureValue.Of(card)], out var entity, out _));
        Assert.Equal(expected, entity);
        Assert.True(EntityKey.TryParse(Card, entity, out var values, out _));
        Assert.Equal([FeatureValue.Of(card)], values);
    }

    [Fact]
    public void TryFormat_TwoKeys_ReadsBackTheSame()
    {
        FeatureValue[] values = [FeatureValue.Of("a|b"), FeatureValue.Of(-7)];

        Assert.True(EntityKey.TryFormat(Shop, values, out var entity, out _));

        Assert.Equal(@"a\|b|-7", entity);
        Assert.True(EntityKey.TryParse(Shop, entity, out var read, out _));
        Assert.Equal(values, read);
    }

    [Theory]
    [InlineData("de", "it has 1 parts; the keys are 'country', 'shop', joined by '|'")]
    [InlineData("de|1|2", "it has 3 parts; the keys are 'country', 'shop', joined by '|'")]
    [InlineData("de|01", "key 'shop' must be a whole number of type int, without leading zeros")]
    [InlineData("de|+1", "key 'shop' must be a whole number of type int, without leading zeros")]
    [InlineData("de|2147483648", "key 'shop' must be a whole number of type int, without leading zeros")]
    [InlineData("|1", "key 'country' has no value")]
    [InlineData(@"d\e|1", @"it holds a '\' that stands before neither '|' nor '\'")]
    [InlineData("d\ne|1", "it holds a control character")]
    [InlineData("", "it has 0 characters; 1 to 512 are allowed")]
    public void TryParse_BadSpelling_SaysWhy(string entity, string expected)
    {
        Assert.False(EntityKey.TryParse(Shop, entity, out var values, out var reason));
        Assert.Null(values);
        Assert.Equal(expected, reason);
    }

    [Fact]
    public void TryFormat_BadValues_SaysWhyWithoutThem()
    {
        Assert.False(EntityKey.TryFormat(Shop, [FeatureValue.Of("de"), FeatureValue.Missing], out _, out var missing));
        Assert.Equal("key 'shop' has no value", missing);
        Assert.False(EntityKey.TryFormat(Shop, [FeatureValue.Of(""), FeatureValue.Of(1)], out _, out var empty));
        Assert.Equal("key 'country' has no value", empty);
        Assert.False(EntityKey.TryFormat(Shop, [FeatureValue.Of("de"), FeatureValue.Of("1")], out _, out var typed));
        Assert.Equal("key 'shop' must be of type int", typed);
        Assert.False(EntityKey.TryFormat(Shop, [FeatureValue.Of("de")], out _, out var few));
        Assert.Equal("1 values are given for the 2 keys 'country', 'shop'", few);
        Assert.False(EntityKey.TryFormat(Card, [FeatureValue.Of(new string('x', 513))], out _, out var long513));
        Assert.Equal("it has 513 characters; 1 to 512 are allowed", long513);
    }
}
