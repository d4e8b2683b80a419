using Orleans.Configuration;
using Orleans.Runtime.Membership;

namespace OrleansML.Conformance.Membership;

public sealed class QuorumTests
{
    [Theory]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(2, 3, 2)]
    [InlineData(2, 10, 2)]
    [InlineData(1, 10, 1)]
    [InlineData(3, 4, 2)]
    [InlineData(3, 5, 3)]
    public void GetNeededVotes_LiveSilos_IsTheSettingOrHalfOfThem(int setting, int live, int expected) =>
        Assert.Equal(expected, Quorum.GetNeededVotes(new ClusterMembershipOptions { NumVotesForDeathDeclaration = setting }, live));
}
