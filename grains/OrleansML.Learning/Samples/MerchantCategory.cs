namespace OrleansML.Learning.Samples;

/// <summary>What a merchant sells.</summary>
public enum MerchantCategory
{
    /// <summary>Food and household goods.</summary>
    Groceries,

    /// <summary>Fuel stations.</summary>
    Fuel,

    /// <summary>Restaurants and cafes.</summary>
    Restaurants,

    /// <summary>Clothes and shoes.</summary>
    Clothing,

    /// <summary>Pharmacies and health.</summary>
    Health,

    /// <summary>Cinemas, events, games.</summary>
    Entertainment,

    /// <summary>Flights, hotels, trains.</summary>
    Travel,

    /// <summary>Cash machines.</summary>
    Cash,

    /// <summary>Electronic devices.</summary>
    Electronics,

    /// <summary>Watches and jewellery.</summary>
    Jewellery,

    /// <summary>Apps, downloads, subscriptions.</summary>
    DigitalGoods,

    /// <summary>Gift cards and vouchers.</summary>
    GiftCards,
}
