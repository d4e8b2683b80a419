using OrleansML.Models;

namespace OrleansML.UnitTests.Models;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("fraud")]
    [InlineData("Fraud-2.v1_x")]
    [InlineData("7")]
    public void IsValid_AllowedName_IsTrue(string name) => Assert.True(ModelName.IsValid(name));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("..")]
    [InlineData("../etc")]
    [InlineData("a/../b")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\0")]
    public void IsValid_OtherName_IsFalse(string name) => Assert.False(ModelName.IsValid(name));

    [Fact]
    public void IsValid_LongestName_IsTrueAndOneMoreIsFalse()
    {
        Assert.True(ModelName.IsValid(new string('a', 64)));
        Assert.False(ModelName.IsValid(new string('a', 65)));
    }

    [Fact]
    public void Require_BadName_SaysTheRule()
    {
        var error = Assert.Throws<OrleansMLException>(() => ModelName.Require("../etc"));

        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.Equal("'../etc' is not a model name: use 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit.", error.Message);
    }
}
