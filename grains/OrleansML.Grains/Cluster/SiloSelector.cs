namespace OrleansML.Grains.Cluster;

/// <summary>Finds the silo that a person means.</summary>
internal static class SiloSelector
{
    /// <param name="text">Name, or address with or without generation.</param>
    /// <param name="hosts">All silos known.</param>
    /// <returns>The one that lives; when none does, the one that started last.</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.SiloNotFound"/>, or <see cref="ErrorCode.InvalidRequest"/> when several live.</exception>
    public static MembershipEntry Find(string text, MembershipEntry[] hosts)
    {
        var matching = Array.FindAll(hosts, host => IsMeant(text, host));
        var living = Array.FindAll(matching, host => host.Status != SiloStatus.Dead);
        return living.Length switch
        {
            1 => living[0],
            > 1 => throw new OrleansMLException(
                ErrorCode.InvalidRequest,
                $"{living.Length} silos are called '{text}': name one by its address, {List(living, host => host.SiloAddress.ToParsableString())}."),
            _ => matching.MaxBy(host => host.SiloAddress.Generation) ?? throw new OrleansMLException(
                ErrorCode.SiloNotFound,
                $"No silo is called '{text}', and none has that address; there are "
                + $"{List(Array.FindAll(hosts, host => host.Status != SiloStatus.Dead), host => $"{host.SiloName} ({host.SiloAddress.ToParsableString()})")}."),
        };
    }

    private static bool IsMeant(string text, MembershipEntry host) =>
        text == host.SiloName || text == host.SiloAddress.ToParsableString() || text == host.SiloAddress.Endpoint.ToString();

    private static string List(MembershipEntry[] hosts, Func<MembershipEntry, string> text) =>
        string.Join(", ", hosts.Select(text).Order(StringComparer.Ordinal));
}
