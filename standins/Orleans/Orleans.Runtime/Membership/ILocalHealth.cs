namespace Orleans.Runtime.Membership;

/// <summary>Tells whether this silo itself works on time: one that does not cannot judge others.</summary>
internal interface ILocalHealth
{
    /// <summary>Gets how late threads and work items of this process were at most within a time up to now.</summary>
    TimeSpan GetLongestDelay(TimeSpan within);
}
