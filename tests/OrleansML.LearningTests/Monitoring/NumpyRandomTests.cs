using Xunit;

namespace OrleansML.LearningTests.Monitoring;

public sealed class NumpyRandomTests
{
    [Fact]
    public void Draws_SeedOne_AreThoseOfNumpy()
    {
        // numpy 1.24: RandomState(1).random_sample(3), .normal(0, 1, 4), .choice(6, 8), .binomial(1, .5, 8).
        Assert.Equal([0.417022004702574, 0.7203244934421581, 0.00011437481734488664], new NumpyRandom(1).Doubles(3));
        Assert.Equal([1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705], new NumpyRandom(1).Normals(0, 1, 4));
        Assert.Equal([5, 3, 4, 0, 1, 3, 5, 0], new NumpyRandom(1).Choices([0, 1, 2, 3, 4, 5], 8));
        Assert.Equal([false, true, false, false, false, false, false, false], new NumpyRandom(1).Coins(8));
    }
}
