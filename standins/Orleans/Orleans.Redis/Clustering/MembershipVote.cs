namespace Orleans.Clustering.Redis;

/// <summary>A suspicion as it is stored.</summary>
/// <param name="Silo">Who suspects.</param>
/// <param name="Time">Since when, in UTC.</param>
internal sealed record MembershipVote(string Silo, string Time);
