using OrleansML.Training.Onnx.Graph;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>Names against patterns.</summary>
public class NamePatternTests
{
    [Theory]
    [InlineData("*", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a", "a", true)]
    [InlineData("a*", "a", true)]
    [InlineData("*a", "ba", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*a", "aa", true)]
    [InlineData("*.w.*", "layer.w.0", true)]
    [InlineData("a*b*c", "a1b2c", true)]
    [InlineData("a*b*c", "a1c2b", false)]
    [InlineData("*ab", "aab", true)]
    [InlineData("h.?", "h.1", false)]
    public void Matches_Pattern_TakesStarsAsAnyCharacters(string pattern, string name, bool expected) =>
        Assert.Equal(expected, NamePattern.Matches(pattern, name));
}
