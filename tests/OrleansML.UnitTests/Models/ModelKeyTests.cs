using OrleansML.Models;

namespace OrleansML.UnitTests.Models;

public sealed class ModelKeyTests
{
    [Fact]
    public void Parse_WrittenKey_GivesTheSame() =>
        Assert.Equal(new ModelKey("gpu", "fraud", 3, 1), ModelKey.Parse(new ModelKey("gpu", "fraud", 3, 1).ToString()));

    [Fact]
    public void ToString_Key_HasThePoolFirst() => Assert.Equal("gpu/fraud/3/1", new ModelKey("gpu", "fraud", 3, 1).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("gpu/fraud/3")]
    [InlineData("gpu/fraud/x/0")]
    [InlineData("gpu/fraud/3/-1")]
    [InlineData("gpu/fraud/3/0/0")]
    public void Parse_OtherForm_IsRefused(string text) => Assert.Throws<FormatException>(() => ModelKey.Parse(text));

    [Theory]
    [InlineData("gpu/fraud/3/1", "gpu")]
    [InlineData("gpu/0a1b", "gpu")]
    [InlineData("gpu", "gpu")]
    public void PoolOf_AnyKey_IsTheFirstPart(string key, string pool) => Assert.Equal(pool, ModelKey.PoolOf(key).ToString());
}
